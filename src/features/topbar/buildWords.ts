import { formatDuration } from "../../lib/formatDuration.ts";
import { type BuildState, runOf } from "../../state/build/buildState.ts";
import { summaryOf } from "../../state/build/buildSummary.ts";
import { messages as texts } from "./messages.ts";

const messages = texts.announced;

/** Announced to screen readers when the build enters another phase. */
export function buildWords(build: BuildState): string {
  // At each pause in typing it would be in the way of what is typed.
  if (runOf(build)?.live) return "";
  switch (build.phase) {
    case "idle":
      return "";
    case "uploading":
      return messages.uploading;
    case "queued":
      return messages.queued;
    case "running":
      return build.canceling ? messages.canceling : messages.running;
    case "refused":
      return messages.refused(`${build.problem.title}. ${build.problem.detail}`);
    case "failed":
      return messages.failed(`${build.problem.title}. ${build.problem.detail}`);
    case "canceled":
      return messages.canceled;
    case "done": {
      const duration = summaryOf(build)?.duration;
      return duration === undefined ? messages.done : messages.doneIn(formatDuration(duration));
    }
  }
}
