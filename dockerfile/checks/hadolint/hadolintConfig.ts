import type { RuleSeverity } from "./ruleCode.ts";

/** What the value of a label must be. */
export type LabelKind = "text" | "url" | "rfc3339" | "semver" | "hash" | "spdx" | "email";

/** `.hadolint.yaml`, what of it matters here. */
export interface HadolintConfig {
  /** Codes of rules that find nothing. */
  readonly ignored: readonly string[];
  readonly override: Readonly<Record<Exclude<RuleSeverity, "ignore">, readonly string[]>>;
  /** Registries that images may come from; any if empty. `*` at the start or end matches anything. */
  readonly trustedRegistries: readonly string[];
  readonly labelSchema: Readonly<Record<string, LabelKind>>;
  /** Labels that the schema does not have are wrong. */
  readonly strictLabels: boolean;
  /** The least severity at which hadolint fails. */
  readonly failureThreshold: RuleSeverity | "none";
  /** It never fails. */
  readonly noFail: boolean;
  /** Pragmas in comments say nothing. */
  readonly disableIgnorePragma: boolean;
}

export const DEFAULT_HADOLINT_CONFIG: HadolintConfig = {
  ignored: [],
  override: { error: [], warning: [], info: [], style: [] },
  trustedRegistries: [],
  labelSchema: {},
  strictLabels: false,
  failureThreshold: "info",
  noFail: false,
  disableIgnorePragma: false,
};

/** The severity of a rule after overrides and `ignored`. */
export function configuredSeverity(code: string, severity: RuleSeverity, config: HadolintConfig): RuleSeverity {
  if (config.ignored.includes(code)) return "ignore";
  const levels = ["error", "warning", "info", "style"] as const;
  return levels.find((level) => config.override[level].includes(code)) ?? severity;
}
