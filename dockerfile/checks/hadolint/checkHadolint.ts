import type { Diagnostic, Severity } from "#contract/diagnostic.ts";
import type { Bash } from "../../shell/shellScript.ts";
import type { CheckContext } from "../check.ts";
import { configuredSeverity, type HadolintConfig } from "./hadolintConfig.ts";
import { readSilence, type Silence } from "./pragma.ts";
import { hadolintRules } from "./registry.ts";
import type { Rule, RuleFinding } from "./rule.ts";
import type { RuleSeverity } from "./ruleCode.ts";
import { createRuleContext } from "./ruleContext.ts";

const WIKI = "https://github.com/hadolint/hadolint/wiki";

const SEVERITIES: Readonly<Record<Exclude<RuleSeverity, "ignore">, Severity>> = {
  error: "error",
  warning: "warning",
  info: "info",
  style: "hint",
};

export interface HadolintInput {
  readonly config: HadolintConfig;
  /** Where it is absent, the rules about commands find nothing. */
  readonly bash: Bash | undefined;
  /** Whether a directive skips a check of BuildKit's at the statement that begins in a line. */
  readonly isSkipped: (check: string, line: number) => boolean;
}

/**
 * Adds what hadolint finds to what BuildKit rejects and finds. Where both say the same of a statement, BuildKit's stays
 * and names the rule too.
 */
export function addHadolint(found: readonly Diagnostic[], checks: CheckContext, input: HadolintInput): Diagnostic[] {
  const { config, bash, isSkipped } = input;
  const context = createRuleContext(checks, config, bash);
  const silence: Silence = config.disableIgnorePragma ? () => false : readSilence(checks.dockerfile.syntax);
  const merged = [...found];
  const added: Diagnostic[] = [];
  for (const rule of Object.values(hadolintRules)) {
    const severity = configuredSeverity(rule.code, rule.severity, config);
    if (severity === "ignore") continue;
    for (const finding of rule.find(context)) {
      const { line } = finding.at.start;
      if (silence(rule.code, line) || rule.sameAs?.some((check) => isSkipped(check, line))) continue;
      if (!nameToo(merged, rule, finding)) added.push(ruleDiagnostic(rule, finding, SEVERITIES[severity]));
    }
  }
  const errors = merged.filter(({ source }) => source === "dockerfile");
  const rest = merged.filter(({ source }) => source !== "dockerfile");
  return [...errors, ...[...rest, ...added].toSorted(byPlace)];
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}

/** Where a diagnostic says the same already, it names the rule too. Of several in one statement, the overlapping one. */
function nameToo(diagnostics: Diagnostic[], { code, sameAs = [] }: Rule, { at }: RuleFinding): boolean {
  const index = diagnostics.findIndex(
    (each) =>
      sameAs.includes(each.code) && each.range.start.line >= at.start.line && each.range.start.line <= at.end.line,
  );
  const twin = diagnostics[index];
  if (twin === undefined) return false;
  diagnostics[index] = { ...twin, alsoKnownAs: [...new Set([...(twin.alsoKnownAs ?? []), code])] };
  return true;
}

function ruleDiagnostic(rule: Rule, finding: RuleFinding, severity: Severity): Diagnostic {
  const { message = rule.message, range, next, fixes } = finding;
  return {
    range,
    severity,
    code: rule.code,
    source: "hadolint",
    message,
    href: `${WIKI}/${rule.code}`,
    ...(next === undefined ? {} : { next }),
    ...(fixes === undefined || fixes.length === 0 ? {} : { fixes: [...fixes] }),
  };
}
