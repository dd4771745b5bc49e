import type { Diagnostic, HadolintEnd, Severity } from "#contract/diagnostic.ts";
import { configuredSeverity, type HadolintConfig } from "./hadolintConfig.ts";
import { hadolintRules } from "./registry.ts";
import type { RuleSeverity } from "./ruleCode.ts";

/** The least severe last. `ignore` and `none` let any finding fail, as hadolint compares them. */
const ORDER: readonly HadolintConfig["failureThreshold"][] = ["error", "warning", "info", "style", "ignore", "none"];

const SEVERITIES: Readonly<Record<Severity, RuleSeverity>> = {
  error: "error",
  warning: "warning",
  info: "info",
  hint: "style",
};

/**
 * Whether hadolint's command would end with a failure, and by how many findings: its own and ShellCheck's. A Dockerfile
 * that can't be read fails; with `no-fail` none does.
 */
export function hadolintEnd(diagnostics: readonly Diagnostic[], config: HadolintConfig): HadolintEnd {
  const threshold = config.failureThreshold;
  const limit = ORDER.indexOf(threshold);
  const failing = diagnostics.filter((found) =>
    severitiesOf(found, config).some((severity) => ORDER.indexOf(severity) <= limit),
  ).length;
  return { threshold, fails: failing > 0 && !config.noFail, failing };
}

/** A finding of BuildKit's may be one of hadolint's too, with a severity of its own. */
function severitiesOf(
  { source, severity, alsoKnownAs = [] }: Diagnostic,
  config: HadolintConfig,
): readonly RuleSeverity[] {
  if (source === "dockerfile") return severity === "error" ? ["error"] : [];
  if (source === "hadolint" || source === "shellcheck") return [SEVERITIES[severity]];
  const twins = Object.values(hadolintRules).filter(({ code }) => alsoKnownAs.includes(code));
  return twins.map((rule) => configuredSeverity(rule.code, rule.severity, config));
}
