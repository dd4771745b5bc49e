import type { Diagnostic } from "#contract/diagnostic.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import type { ResolvedStages } from "../../stages/resolveStages.ts";
import { readSilence } from "../context/pragma.ts";
import { DEFAULT_HADOLINT_CONFIG, type HadolintConfig } from "../hadolint/hadolintConfig.ts";
import { checkedScripts, MAX_SCRIPT_LENGTH } from "./checkedScript.ts";
import { shellDiagnostics } from "./shellDiagnostics.ts";
import type { ShellVerdict, ShellVerdicts } from "./shellVerdict.ts";

const TOO_LONG: ShellVerdict = { kind: "too-long" };

/** What to ask ShellCheck for a Dockerfile: the texts of its scripts, each once, those that are too long left out. */
export function textsToCheck(dockerfile: Dockerfile, resolved: ResolvedStages): readonly string[] {
  const texts = checkedScripts(dockerfile, resolved).map(({ text }) => text);
  return [...new Set(texts)].filter((text) => text.length <= MAX_SCRIPT_LENGTH);
}

/** What ShellCheck says of a Dockerfile's scripts, in the order of the text; scripts without a verdict have none. */
export function checkScripts(
  dockerfile: Dockerfile,
  resolved: ResolvedStages,
  verdictOf: ShellVerdicts,
  config: HadolintConfig = DEFAULT_HADOLINT_CONFIG,
): readonly Diagnostic[] {
  const silence = config.disableIgnorePragma ? () => false : readSilence(dockerfile.syntax);
  return checkedScripts(dockerfile, resolved).flatMap((script) => {
    const verdict = script.text.length > MAX_SCRIPT_LENGTH ? TOO_LONG : verdictOf(script.text);
    return verdict === undefined ? [] : shellDiagnostics(script, verdict, config, silence);
  });
}
