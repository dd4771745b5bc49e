/** Milliseconds before something is asked for again: ever longer, as the server may be away for the night. */
const PAUSES = [1000, 2000, 5000, 10_000];

/** Asks again for what the server did not respond to. */
export interface AskAgain {
  /** Asks later; once, however often it failed until then. */
  readonly failed: (what: string, ask: () => void) => void;
  readonly answered: (what: string) => void;
}

export function createAskAgain(): AskAgain {
  const failures = new Map<string, number>();
  const waiting = new Set<string>();
  return {
    failed: (what, ask) => {
      if (waiting.has(what)) return;
      const count = failures.get(what) ?? 0;
      failures.set(what, count + 1);
      waiting.add(what);
      setTimeout(
        () => {
          waiting.delete(what);
          ask();
        },
        PAUSES[Math.min(count, PAUSES.length - 1)],
      );
    },
    answered: (what) => void failures.delete(what),
  };
}
