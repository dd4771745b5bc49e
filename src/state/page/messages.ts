export const messages = {
  copyFailed: "Could not copy: the browser blocked clipboard access.",
};
