import type { Diagnostic, Severity } from "#contract/diagnostic.ts";
import { byPlace, touches } from "#contract/positions.ts";
import type { Range } from "#contract/range.ts";
import type { Bash } from "../../shell/shellScript.ts";
import type { CheckContext } from "../context/check.ts";
import { readSilence, type Silence } from "../context/pragma.ts";
import { configuredSeverity, type HadolintConfig } from "./hadolintConfig.ts";
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
  const twins = new Twins(found);
  const added: Diagnostic[] = [];
  for (const rule of Object.values(hadolintRules)) {
    const severity = configuredSeverity(rule.code, rule.severity, config);
    if (severity === "ignore") continue;
    for (const finding of rule.find(context)) {
      const { line } = finding.at.start;
      if (silence(rule.code, line) || rule.sameAs?.some((check) => isSkipped(check, line))) continue;
      if (!twins.nameToo(rule, finding)) added.push(ruleDiagnostic(rule, finding, SEVERITIES[severity]));
    }
  }
  const errors = twins.diagnostics.filter(({ source }) => source === "dockerfile");
  const rest = twins.diagnostics.filter(({ source }) => source !== "dockerfile");
  return [...errors, ...[...rest, ...added].toSorted(byPlace)];
}

/** What was found already, by code and line, so that a rule that says the same only adds its name. */
class Twins {
  readonly diagnostics: Diagnostic[];
  readonly #places = new Map<string, number[]>();

  constructor(found: readonly Diagnostic[]) {
    this.diagnostics = [...found];
    for (const [index, { code, range }] of found.entries()) {
      const key = `${code} ${range.start.line}`;
      this.#places.set(key, [...(this.#places.get(key) ?? []), index]);
    }
  }

  /** False if nothing in the statement says the same. Of several, the one at the same place. */
  nameToo({ code, sameAs = [] }: Rule, { at, range }: RuleFinding): boolean {
    const indices: number[] = [];
    for (let { line } = at.start; sameAs.length > 0 && line <= at.end.line; line++) {
      indices.push(...sameAs.flatMap((check) => this.#places.get(`${check} ${line}`) ?? []));
    }
    const isHere = (index: number): boolean => isTouched(this.diagnostics[index]?.range, range);
    const index = indices.find(isHere) ?? indices[0];
    const twin = index === undefined ? undefined : this.diagnostics[index];
    if (index === undefined || twin === undefined) return false;
    this.diagnostics[index] = { ...twin, alsoKnownAs: [...new Set([...(twin.alsoKnownAs ?? []), code])] };
    return true;
  }
}

function isTouched(a: Range | undefined, b: Range): boolean {
  return a !== undefined && touches(a, b);
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
