/** Milliseconds without typing before a saved text is judged. */
const PAUSE_MS = 700;
/** Milliseconds in which what happens together is judged once: a build that ends, the command that ran it. */
const TOGETHER_MS = 60;

export interface Checking {
  /** Something happened that the goals may be about. */
  readonly soon: () => void;
  /** The text was saved: it is judged unless somebody goes on typing. */
  readonly afterPause: () => void;
  /** Somebody types. */
  readonly notNow: () => void;
}

/** Has the goals judged: one check at a time, and one more if something happened meanwhile. */
export function createChecking(check: () => Promise<void>): Checking {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPause = false;
  let isChecking = false;
  let isStale = false;

  const run = async () => {
    timer = undefined;
    if (isChecking) {
      isStale = true;
      return;
    }
    isChecking = true;
    await check();
    isChecking = false;
    if (isStale) {
      isStale = false;
      await run();
    }
  };

  const after = (milliseconds: number, pause: boolean) => {
    clearTimeout(timer);
    isPause = pause;
    timer = setTimeout(() => void run(), milliseconds);
  };

  return {
    soon: () => after(TOGETHER_MS, false),
    afterPause: () => {
      if (timer === undefined || isPause) after(PAUSE_MS, true);
    },
    notNow: () => {
      if (!isPause) return;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
