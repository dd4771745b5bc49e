import { formatDuration } from "../../lib/formatDuration.ts";
import { useBuild } from "../../state/build.ts";
import type { BuildState } from "../../state/buildState.ts";
import { summaryOf } from "../../state/buildSummary.ts";

/** Tells a screen reader that a build began and how it ended; not what it prints. */
export function BuildAnnouncer() {
  const text = useBuild(({ build }) => announcement(build));
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}

function announcement(build: BuildState): string {
  switch (build.phase) {
    case "idle":
      return "";
    case "uploading":
    case "queued":
    case "running":
      return "Building";
    case "refused":
      return `The build was not started. ${build.problem.title}. ${build.problem.detail}`;
    case "failed":
      return `The build failed. ${build.problem.title}. ${build.problem.detail}`;
    case "canceled":
      return "The build was canceled";
    case "done": {
      const summary = summaryOf(build);
      const time = summary?.duration === undefined ? "" : ` in ${formatDuration(summary.duration)}`;
      return `Built${time}. ${summary?.cached ?? 0} of ${summary?.steps ?? 0} steps cached`;
    }
  }
}
