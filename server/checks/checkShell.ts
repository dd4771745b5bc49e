import type { Diagnostic } from "#contract/diagnostic.ts";
import type { HadolintConfig } from "#dockerfile/checks/hadolint/hadolintConfig.ts";
import { checkScripts, textsToCheck } from "#dockerfile/checks/shellcheck/checkScripts.ts";
import type { ShellVerdict } from "#dockerfile/checks/shellcheck/shellVerdict.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { type ResolveOptions, resolveStages } from "#dockerfile/stages/resolveStages.ts";
import type { ShellCheckService } from "./shellCheckService.ts";

export interface CheckShellInput extends ResolveOptions {
  /** hadolint's configuration: ignored and overridden rules include ShellCheck's codes. */
  readonly hadolint?: HadolintConfig;
}

/**
 * ShellCheck's findings in the scripts of a Dockerfile, in the order of the text. Empty if it is not installed.
 * If the signal aborts, the findings so far.
 */
export async function checkShell(
  dockerfile: Dockerfile | string,
  service: ShellCheckService,
  input: CheckShellInput = {},
  signal?: AbortSignal,
): Promise<readonly Diagnostic[]> {
  if (!service.isInstalled) return [];
  const parsed = typeof dockerfile === "string" ? parseDockerfile(dockerfile) : dockerfile;
  const resolved = resolveStages(parsed, input);
  const verdicts = await shellVerdicts(textsToCheck(parsed, resolved), service, signal);
  return checkScripts(parsed, resolved, (text) => verdicts.get(text), input.hadolint);
}

/** The verdicts on some scripts, by text; scripts without a verdict are left out. */
export async function shellVerdicts(
  texts: readonly string[],
  service: ShellCheckService,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ShellVerdict>> {
  const verdicts = new Map<string, ShellVerdict>();
  for (const text of texts) {
    const verdict = await service.check(text, signal);
    if (verdict !== undefined) verdicts.set(text, verdict);
    if (signal?.aborted === true) break;
  }
  return verdicts;
}
