/** Settled unless a page says otherwise. */
let shown: Promise<unknown> = Promise.resolve();

/** Of the time that the start took, for the keys that somebody pressed meanwhile: what is loaded next keeps the page busy. */
const BREATH = 1 / 4;
/** Longest time for that, in milliseconds. */
const BREATH_LIMIT = 300;

/**
 * Says when the page shows what it was opened for. What is loaded late would only keep people from it until then, and a
 * moment longer: on a slow machine a longer one.
 */
export function showFirst(first: Promise<unknown>): void {
  const breathe = () =>
    new Promise((resolve) => setTimeout(resolve, Math.min(performance.now() * BREATH, BREATH_LIMIT)));
  shown = first.then(breathe, breathe);
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
