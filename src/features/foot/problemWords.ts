import { type ProblemCounts, totalOf } from "../../state/language/problemCounts.ts";
import { messages } from "./messages.ts";

/** "2 errors, 1 warning"; short: "3 problems". */
export function problemWords(counts: ProblemCounts, short = false): string {
  const { problems } = messages;
  const { errors, warnings, suggestions } = counts;
  const total = totalOf(counts);
  if (short && total > 0) return problems.all(total);
  const parts = [
    errors > 0 ? problems.errors(errors) : "",
    warnings > 0 ? problems.warnings(warnings) : "",
    suggestions > 0 ? problems.suggestions(suggestions) : "",
  ];
  return parts.filter((part) => part !== "").join(", ") || problems.none;
}
