/** Runs work when the page has nothing better to do, at the latest after a time in milliseconds. */
export function whenIdle(work: () => void, timeout: number): void {
  // Safari has no requestIdleCallback.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout });
  else setTimeout(work, 0);
}
