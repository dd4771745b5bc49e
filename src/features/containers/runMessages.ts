/** Apart from the other messages: the button is on the page from the start. */
export const runMessages = {
  run: "Run",
  runDetail: "Run this image in a container",
} as const;
