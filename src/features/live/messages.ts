import type { LivePause, LiveStatus } from "../../state/live/liveStatus.ts";

const paused: Record<LivePause, string> = {
  loading: "Live starts",
  offline: "Live waits for the server",
  hidden: "Live waits while nobody looks",
  shared: "Live waits until the copy is your own",
  builder: "Live is not possible with this builder",
  room: "The teacher has not turned Live on",
};

export const messages = {
  name: "Live",
  about: "Builds whenever you pause. A RUN that is slow or new waits for you.",
  status: "Live",
  paused,
  errors: (count: number) => `Live waits: ${count === 1 ? "1 error" : `${count} errors`}`,
  short: {
    paused: "Waits",
    errors: "Errors",
    building: "Live…",
    current: "Live",
    failed: "Failed",
    refused: "Refused",
  },
  line: (line: number) => `Line ${line}`,
  phases: { building: "Live builds…", current: "Live: up to date", failed: "Live: the build failed" },
  run: "Run it",
  goAhead: "Go ahead",
} as const;

/** What Live does, in words; held-back steps and refusals say it in the server's. */
export function liveWords(status: LiveStatus): string {
  switch (status.phase) {
    case "off":
      return "";
    case "paused":
      return messages.paused[status.why];
    case "errors":
      return messages.errors(status.count);
    case "held":
    case "refused":
      return status.problem.detail;
    default:
      return messages.phases[status.phase];
  }
}

/** The same for the foot of a phone, where there is room for a word. */
export function shortWords(status: LiveStatus): string {
  switch (status.phase) {
    case "off":
      return "";
    case "held":
      return messages.line((status.problem.range?.start.line ?? 0) + 1);
    default:
      return messages.short[status.phase];
  }
}
