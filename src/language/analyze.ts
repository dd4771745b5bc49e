import { checkParsed } from "#dockerfile/checks/checkDockerfile.ts";
import { hadolintEnd } from "#dockerfile/checks/hadolint/failureThreshold.ts";
import { withoutEchoes } from "#dockerfile/checks/withoutEchoes.ts";
import { outsideNames } from "#dockerfile/instructions/outsideNames.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { mountedSecrets } from "#dockerfile/instructions/secretId.ts";
import type { Analysis, DeclaredArg, StageSummary } from "./analysis.ts";
import { type AnalyzeInput, checkInput, configOf } from "./checkInput.ts";
import type { LateRules } from "./lateRules.ts";
import { parseOnce } from "./parseOnce.ts";
import { ShellMemory } from "./shellMemory.ts";

/**
 * Everything the page shows about the Dockerfile; less until the late rules are loaded and ShellCheck has read its scripts.
 * Runs in the worker.
 */
export function analyze(input: AnalyzeInput, late?: LateRules, memory = new ShellMemory()): Analysis {
  const dockerfile = parseOnce(input.text);
  const { config, diagnostics } = configOf(input, late);
  const shell = memory.open();
  // A configuration that is not loaded yet may turn off any finding.
  const checks = { ...checkInput(input, late, config), ...(config && { shell: shell.verdictOf }) };
  const found = [...diagnostics, ...withoutEchoes(checkParsed(dockerfile, checks))];
  const hasConfig = input.hadolint !== undefined && diagnostics.length === 0;
  return {
    diagnostics: found,
    hadolint: config && hasConfig ? hadolintEnd(found, config) : undefined,
    stages: stagesOf(dockerfile),
    args: argsOf(dockerfile),
    secrets: mountedSecrets(dockerfile),
    outside: outsideNames(dockerfile),
    scripts: [...shell.unknown],
  };
}

function stagesOf({ stages }: Dockerfile): StageSummary[] {
  return stages.map(({ index, name, from, range }) => ({
    index,
    image: from.image.raw,
    range,
    ...(name !== undefined && { name }),
  }));
}

function argsOf({ metaArgs, stages }: Dockerfile): DeclaredArg[] {
  const inStages = stages.flatMap(({ instructions }) => instructions.filter((one) => one.name === "ARG"));
  return [...metaArgs, ...inStages].flatMap(({ args }) =>
    args.map(({ key, value }) => ({ name: key.raw, ...(value && { value: value.raw }) })),
  );
}
