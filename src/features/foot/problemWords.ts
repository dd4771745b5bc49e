import { type ProblemCounts, totalOf } from "../../state/language/problemCounts.ts";
import { messages } from "./messages.ts";

/** "2 errors, 1 warning"; short, if there are several kinds: "3 problems". */
export function problemWords(counts: ProblemCounts, short = false): string {
  const { problems } = messages;
  const { errors, warnings, suggestions } = counts;
  const parts = [
    errors > 0 ? problems.errors(errors) : "",
    warnings > 0 ? problems.warnings(warnings) : "",
    suggestions > 0 ? problems.suggestions(suggestions) : "",
  ].filter((part) => part !== "");
  if (short && parts.length > 1) return problems.all(totalOf(counts));
  return parts.join(", ") || problems.none;
}
