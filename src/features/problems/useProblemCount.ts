import { useBuild } from "../../state/build/build.ts";
import { problemOf } from "../../state/build/buildState.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { listedProblem } from "../../state/language/listedProblem.ts";

/** How many there are to show: what the editor found, and what ended the build. */
export function useProblemCount(): number {
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const problem = useBuild(({ build }) => problemOf(build));
  return diagnostics.length + (listedProblem(problem, diagnostics) ? 1 : 0);
}
