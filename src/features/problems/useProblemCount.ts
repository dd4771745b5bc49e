import { useAnalysis } from "../../state/analysis.ts";
import { useBuild } from "../../state/build.ts";
import { problemOf } from "../../state/buildState.ts";
import { listedProblem } from "../../state/listedProblem.ts";

/** How many there are to show: what the editor found, and what ended the build. */
export function useProblemCount(): number {
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const problem = useBuild(({ build }) => problemOf(build));
  return diagnostics.length + (listedProblem(problem, diagnostics) ? 1 : 0);
}
