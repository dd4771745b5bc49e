import { checkParsed } from "#dockerfile/checks/checkDockerfile.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { Analysis, DeclaredArg, StageSummary } from "../../../state/analysis.ts";
import { parseOnce } from "./parseOnce.ts";

export interface AnalyzeInput {
  readonly text: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target: string;
  readonly platform: string;
  /** Text of the ignore file that is in force; undefined where there is none. */
  readonly dockerignore: string | undefined;
}

/** All that the page shows of a Dockerfile as it stands. Pure: runs in the worker. */
export function analyze({ text, buildArgs, target, platform, dockerignore }: AnalyzeInput): Analysis {
  const dockerfile = parseOnce(text);
  const diagnostics = checkParsed(dockerfile, {
    buildArgs,
    ...(target && { target }),
    ...(platform && { platform }),
    ...(dockerignore !== undefined && { dockerignore }),
  });
  return { diagnostics, stages: stagesOf(dockerfile), args: argsOf(dockerfile) };
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
