/** What the next build would do. `words` fit at the end of a line, `reason` is a sentence or two. */
export const messages = {
  skipped: { words: "skipped", reason: "Skipped: the target does not depend on this stage." },
  cached: { words: "", reason: "Cached." },
  localBase: { words: "", reason: "Available locally." },
  config: { words: "", reason: "Changes only the configuration." },

  runs: (cause: string) => `runs: ${cause}`,
  mayRun: (cause: string) => `may run: ${cause}`,
  mayRunReason: (reason: string) => `May run. ${reason}`,
  runsAfter: (instruction: string) => `runs after ${instruction}`,
  runsReason: (reason: string) => `Runs. ${reason}`,
  unlessSame: (instruction: string) => ` Cached if ${instruction} produces the same files as before.`,
  causes: {
    edited: "edited",
    isNew: "new",
    earlierChanged: "earlier step changed",
    notCached: "not cached",
    changed: (what: string) => `${what} changed`,
    filesChanged: (count: number) => `${count} files changed`,
  },

  fails: "fails",
  failsReason: (reason: string) => `Fails. ${reason}`,

  unknown: "unknown",
  cachedUnless: (instruction: string) => `cached unless ${instruction} changed`,
  notReached: "not reached",
  dependsOn: (instruction: string) => `depends on ${instruction}`,
  imageMissing: "image not pulled yet",
  imageNew: "image not used yet",
  downloads: "downloads",

  edited: "The instruction changed since this build.",

  summary: {
    allCached: "all cached",
    wouldFail: "would fail",
    stepsFail: (count: number) => `${count} ${count === 1 ? "step" : "steps"} would fail`,
    cached: (count: number) => `${count} cached`,
    toRun: (count: number) => `${count} to run`,
    unknown: (count: number) => `${count} unknown`,
  },
} as const;
