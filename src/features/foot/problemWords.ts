import type { ProblemCounts } from "../../state/language/analysis.ts";

/** "2 errors, 1 warning". */
export function problemWords({ errors, warnings }: ProblemCounts): string {
  const words = [counted(errors, "error"), counted(warnings, "warning")].filter((word) => word !== "");
  return words.join(", ") || "no problems";
}

function counted(count: number, noun: string): string {
  if (count === 0) return "";
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
