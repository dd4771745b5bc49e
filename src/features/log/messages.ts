import type { BuildState } from "../../state/build/buildState.ts";

export const messages = {
  log: "Build log",
  empty: "No build yet",
  emptyDetail: "Press Build to see each step and its output.",
  waiting: {
    uploading: "Sending context…",
    queued: "Waiting for a builder…",
    running: "Planning steps…",
    canceled: "Canceled before the first step.",
  } satisfies Partial<Record<BuildState["phase"], string>>,
  ahead: (builds: number) => (builds === 0 ? "Next in line." : `${builds} ${builds === 1 ? "build" : "builds"} ahead.`),
  /** Rounded: it is a guess. */
  startsIn: (ms: number) =>
    ms < 90_000
      ? `Starts in about ${Math.max(1, Math.round(ms / 1000))} s.`
      : `Starts in about ${Math.round(ms / 60_000)} min.`,
  canceled: "Canceled.",
  follow: "Follow",

  warnings: (count: number) =>
    count === 1 ? "BuildKit gave a warning" : `BuildKit gave ${count.toLocaleString("en-US")} warnings`,
  goToLine: (line: number) => `Go to line ${line}`,
  fillIn: "Fill in the secret",
  shell: "Open a shell here",
  shellDetail: "With the files as they were before this command, and the command ready to be edited",
  withExitCode: (title: string, exitCode: number) => `${title} with exit code ${exitCode}`,

  cachedSteps: (cached: number, total: number) => `${cached} of ${total} steps cached`,
  find: "Find in log",
  match: (at: number, count: number, more: boolean) =>
    count === 0 ? "No match" : `${at.toLocaleString("en-US")} of ${count.toLocaleString("en-US")}${more ? "+" : ""}`,
  previousMatch: "Previous match",
  nextMatch: "Next match",
  closeFind: "Close",
  wrap: "Wrap lines",
  download: "Download log",
  fileName: (workspace: string) => `${workspace || "build"}.log`,
  copy: "Copy log",
  copied: "Log copied.",

  step: (title: string, number: number, total: number, state: string) =>
    `${title}, step ${number} of ${total}, ${state}. Go to its line`,
  states: { cached: "cached", running: "running", canceled: "canceled" },
  runningFor: (time: string) => `running, ${time}`,
  output: "Output",
  lines: (count: number) => `${count.toLocaleString("en-US")} ${count === 1 ? "line" : "lines"}`,
  changes: {
    new: (input: string) => `${input}: new`,
    removed: (input: string) => `${input}: removed`,
    changed: (input: string) => `${input}: changed`,
  },
  runsBecause: (clause: string) => `runs because ${clause}`,
  progress: (label: string, current: string) => `${label} ${current}`,
  progressOf: (label: string, current: string, total: string) => `${label} ${current} of ${total}`,
} as const;
