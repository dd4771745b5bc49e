import type { Diagnostic } from "#contract/diagnostic.ts";
import type { Bash } from "../../shell/shellScript.ts";
import { checkDockerfile } from "../checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG, type HadolintConfig } from "./hadolintConfig.ts";
import type { Rule } from "./rule.ts";

/** For tests: what a rule finds in a text, under its own name or beside another. */
export function findWith(
  rule: Rule,
  text: string,
  bash: Bash,
  config: Partial<HadolintConfig> = {},
): readonly Diagnostic[] {
  const override = { ...DEFAULT_HADOLINT_CONFIG.override, info: rule.severity === "ignore" ? [rule.code] : [] };
  const hadolint = { ...DEFAULT_HADOLINT_CONFIG, override, ...rule.config, ...config };
  return checkDockerfile(text, { hadolint, bash }).filter(
    ({ code, alsoKnownAs = [] }) => code === rule.code || alsoKnownAs.includes(rule.code),
  );
}
