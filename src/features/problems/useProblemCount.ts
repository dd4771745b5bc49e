import { useAnalysis } from "../../state/analysis.ts";
import { useBuild } from "../../state/build.ts";
import { problemOf } from "../../state/buildState.ts";

/** How many there are to show: what the editor found, and what ended the build. */
export function useProblemCount(): number {
  const found = useAnalysis((state) => state.diagnostics.length);
  const failed = useBuild(({ build }) => problemOf(build) !== undefined);
  return found + (failed ? 1 : 0);
}
