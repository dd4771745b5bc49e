import type { Diagnostic } from "#contract/diagnostic.ts";
import { checkParsed } from "#dockerfile/checks/checkDockerfile.ts";
import { describeCheck } from "#dockerfile/checks/describeCheck.ts";
import { ignoreFixes } from "#dockerfile/checks/ignoreFixes.ts";
import { type FixAllResult, fixAll } from "#dockerfile/services/fixes/fixAll.ts";
import type { AboutFinding, CheckExplanation } from "./aboutFinding.ts";
import { type AnalyzeInput, checkInput, configOf } from "./checkInput.ts";
import type { LateRules } from "./lateRules.ts";
import { parseOnce } from "./parseOnce.ts";

export interface FindingInput {
  readonly text: string;
  readonly finding: Diagnostic;
}

/** What the page shows about one finding on demand. */
export function aboutFinding({ text, finding }: FindingInput): AboutFinding {
  return { explanation: explanationOf(finding), silencing: ignoreFixes(parseOnce(text), finding) };
}

function explanationOf({ code, alsoKnownAs = [] }: Diagnostic): CheckExplanation | undefined {
  const checks = [code, ...alsoKnownAs].flatMap((name) => describeCheck(name) ?? []);
  const [first] = checks;
  if (first === undefined) return undefined;
  const { title, why, bad, good } = first;
  return { title, why, bad, good, links: checks.map((check) => ({ code: check.code, href: check.href })) };
}

export interface FixAllInput extends AnalyzeInput {
  readonly diagnostics: readonly Diagnostic[];
  /** The check whose findings to fix; undefined fixes all that are safe. */
  readonly code?: string;
}

/** Fixes all findings of a check, or all that are safe. */
export function fixAllFindings(input: FixAllInput, late: LateRules | undefined): FixAllResult {
  const { config } = configOf(input, late);
  return fixAll({
    dockerfile: parseOnce(input.text),
    diagnostics: input.diagnostics,
    check: (changed) => checkParsed(changed, checkInput(input, late, config)),
    ...(input.code !== undefined && { code: input.code }),
  });
}
