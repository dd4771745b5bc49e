import type { ProblemCounts } from "../../state/language/problemCounts.ts";
import { messages } from "./messages.ts";

/** "2 errors, 1 warning". */
export function problemWords({ errors, warnings, suggestions }: ProblemCounts): string {
  const { problems } = messages;
  const parts = [
    errors > 0 ? problems.errors(errors) : "",
    warnings > 0 ? problems.warnings(warnings) : "",
    suggestions > 0 ? problems.suggestions(suggestions) : "",
  ];
  return parts.filter((part) => part !== "").join(", ") || problems.none;
}
