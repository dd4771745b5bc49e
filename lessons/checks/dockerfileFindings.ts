import type { Diagnostic } from "#contract/diagnostic.ts";
import { failed, type Judgment, PASSED, waiting } from "./judgment.ts";

export function judgeFindings(
  without: "errors" | readonly string[],
  path: string,
  findings: readonly Diagnostic[] | undefined,
): Judgment {
  if (findings === undefined) return waiting("The Dockerfile could not be checked.");
  const found = findings.find((finding) => isMeant(without, finding));
  if (found === undefined) return PASSED;
  const { code, message, range } = found;
  const wanted = without === "errors" ? "A Dockerfile without errors." : `No finding ${without.join(" or ")}.`;
  const line = range.start.line + 1;
  return failed(`Line ${line}: ${message.replace(/\.?$/, ".")} (${code})`, wanted, { path, range });
}

function isMeant(without: "errors" | readonly string[], { code, severity, alsoKnownAs = [] }: Diagnostic): boolean {
  if (without === "errors") return severity === "error";
  return [code, ...alsoKnownAs].some((each) => without.includes(each));
}
