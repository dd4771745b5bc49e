import { useAnalysis } from "../../state/language/analysis.ts";
import { countProblems, totalOf } from "../../state/language/problemCounts.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";

/** How many problems the list has. */
export function useProblemCount(): number {
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const failure = useLinks((state) => state.failure);
  return totalOf(countProblems(failure, diagnostics));
}
