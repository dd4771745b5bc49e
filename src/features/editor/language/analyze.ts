import { checkParsed } from "#dockerfile/checks/checkDockerfile.ts";
import { projectConfig } from "#dockerfile/checks/hadolint/projectConfig.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { Analysis, DeclaredArg, StageSummary } from "../../../state/analysis.ts";
import type { LateRules } from "./lateRules.ts";
import { parseOnce } from "./parseOnce.ts";
import { ShellMemory } from "./shellMemory.ts";

export interface AnalyzeInput {
  readonly text: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target: string;
  readonly platform: string;
  /** Text of the ignore file that is in force; undefined where there is none. */
  readonly dockerignore: string | undefined;
  /** Text of hadolint's configuration; undefined where there is none. */
  readonly hadolint?: string | undefined;
}

/**
 * All that the page shows of a Dockerfile as it stands; less until the late part of the rules is there, and ShellCheck has
 * read its scripts. Runs in the worker.
 */
export function analyze(input: AnalyzeInput, late?: LateRules, memory = new ShellMemory()): Analysis {
  const { text, buildArgs, target, platform, dockerignore } = input;
  const dockerfile = parseOnce(text);
  // A configuration that can't be read yet may switch off any rule.
  const isKnown = input.hadolint === undefined || late !== undefined;
  const { config, diagnostics } = projectConfig(
    input.hadolint === undefined ? undefined : late?.readConfig(input.hadolint),
  );
  const shell = memory.open();
  const found = checkParsed(dockerfile, {
    buildArgs,
    ...(target && { target }),
    ...(platform && { platform }),
    ...(dockerignore !== undefined && { dockerignore }),
    ...(isKnown && { hadolint: config }),
    ...(late && { bash: late.bash }),
    shell: shell.verdictOf,
  });
  return {
    diagnostics: [...diagnostics, ...found],
    stages: stagesOf(dockerfile),
    args: argsOf(dockerfile),
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
