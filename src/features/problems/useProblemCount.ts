import { useBuild } from "../../state/build/build.ts";
import { problemOf } from "../../state/build/buildState.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { countProblems, totalOf } from "../../state/language/problemCounts.ts";

/** How many problems the list has. */
export function useProblemCount(): number {
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const problem = useBuild(({ build }) => problemOf(build));
  return totalOf(countProblems(problem, diagnostics));
}
