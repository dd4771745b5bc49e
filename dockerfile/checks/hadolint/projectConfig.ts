import type { Diagnostic } from "#contract/diagnostic.ts";
import { DEFAULT_HADOLINT_CONFIG, type HadolintConfig } from "./hadolintConfig.ts";
import type { HadolintConfigResult } from "./readHadolintConfig.ts";

/** Where hadolint looks for its configuration; the first that is there counts. */
export const HADOLINT_FILES = [".hadolint.yaml", ".hadolint.yml"] as const;

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The configuration beside a Dockerfile; if it can't be read, hadolint's default and a diagnostic that says so. */
export function projectConfig(result: HadolintConfigResult | undefined): {
  readonly config: HadolintConfig;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (result === undefined) return { config: DEFAULT_HADOLINT_CONFIG, diagnostics: [] };
  if ("config" in result) return { config: result.config, diagnostics: [] };
  const diagnostic: Diagnostic = {
    range: NOWHERE,
    severity: "warning",
    code: "hadolint-config",
    source: "hadolint",
    message: `.hadolint.yaml can't be read: ${result.error}`,
    next: "Until it is fixed, hadolint's rules have their default severities.",
  };
  return { config: DEFAULT_HADOLINT_CONFIG, diagnostics: [diagnostic] };
}
