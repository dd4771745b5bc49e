import { formatDuration } from "../../lib/formatDuration.ts";
import type { BuildState } from "../../state/build/buildState.ts";
import { summaryOf } from "../../state/build/buildSummary.ts";

/** What a screen reader is told when the build comes into another phase. */
export function buildWords(build: BuildState): string {
  switch (build.phase) {
    case "idle":
      return "";
    case "uploading":
      return "Build started.";
    case "queued":
      return "The build waits for its turn.";
    case "running":
      return build.canceling ? "The build is being canceled." : "The build runs.";
    case "refused":
      return `The build did not start. ${build.problem.title}. ${build.problem.detail}`;
    case "failed":
      return `The build failed. ${build.problem.title}. ${build.problem.detail}`;
    case "canceled":
      return "The build was canceled.";
    case "done": {
      const duration = summaryOf(build)?.duration;
      return duration === undefined ? "The build is done." : `The build is done, in ${formatDuration(duration)}.`;
    }
  }
}
