import type { Diagnostic, Severity } from "#contract/diagnostic.ts";
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

/** Whether hadolint's command would end with a failure, and by how many findings. */
export interface HadolintVerdict {
  readonly threshold: HadolintConfig["failureThreshold"];
  readonly fails: boolean;
  /** Findings at the threshold or above, its own and ShellCheck's; a Dockerfile that can't be read is one. */
  readonly failing: number;
}

/** What hadolint would say at its end of a Dockerfile with these findings. */
export function hadolintVerdict(diagnostics: readonly Diagnostic[], config: HadolintConfig): HadolintVerdict {
  const threshold = config.failureThreshold;
  const limit = ORDER.indexOf(threshold);
  const failing = diagnostics.filter((found) =>
    severitiesOf(found, config).some((severity) => ORDER.indexOf(severity) <= limit),
  ).length;
  return { threshold, fails: failing > 0, failing };
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
