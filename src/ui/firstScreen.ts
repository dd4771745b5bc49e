/** Settled unless a page says otherwise. */
let shown: Promise<unknown> = Promise.resolve();

/** Says when the page shows what it was opened for. What is loaded late would only keep people from it until then. */
export function showFirst(first: Promise<unknown>): void {
  shown = first;
}

/** Never rejects. */
export const whenShown = (): Promise<void> =>
  shown.then(
    () => {},
    () => {},
  );

/** Milliseconds to wait for a frame at most; a hidden page has none. */
const FRAME_LIMIT = 500;

/** After the next frame was painted. */
export function whenPainted(): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, FRAME_LIMIT);
    requestAnimationFrame(() => {
      clearTimeout(limit);
      setTimeout(resolve);
    });
  });
}
