import type { Diagnostic } from "#contract/diagnostic.ts";
import type { CheckInput } from "#dockerfile/checks/checkDockerfile.ts";
import type { HadolintConfig } from "#dockerfile/checks/hadolint/hadolintConfig.ts";
import { projectConfig } from "#dockerfile/checks/hadolint/projectConfig.ts";
import { contextName, findNamed, type KnownContexts } from "#dockerfile/plan/namedContext.ts";
import type { FindNamedContext } from "#dockerfile/stages/resolvedStage.ts";
import type { LateRules } from "./lateRules.ts";

/** `image`: what the name stands for; a folder of files if absent. */
export interface ContextName {
  readonly name: string;
  readonly image?: string;
}

export interface AnalyzeInput {
  readonly text: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target: string;
  readonly platform: string;
  /** Images and folders with a name of their own in the build. */
  readonly contexts?: readonly ContextName[];
  /** Text of the ignore file in effect; undefined if there is none. */
  readonly dockerignore: string | undefined;
  /** Every path in the context, folders with a slash at their end. */
  readonly contextPaths?: readonly string[];
  readonly images?: CheckInput["images"];
  /** Text of hadolint's configuration; undefined if there is none. */
  readonly hadolint?: string | undefined;
}

export interface FoundConfig {
  /** Undefined if it can't be read yet: it may turn off any rule. */
  readonly config: HadolintConfig | undefined;
  /** What is wrong with it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Hadolint's configuration beside the Dockerfile, or its default. */
export function configOf({ hadolint }: AnalyzeInput, late: LateRules | undefined): FoundConfig {
  if (hadolint === undefined) return projectConfig(undefined);
  return late === undefined ? { config: undefined, diagnostics: [] } : projectConfig(late.readConfig(hadolint));
}

/** The input of the checks, without ShellCheck's part. */
export function checkInput(
  { buildArgs, target, platform, contexts = [], dockerignore, contextPaths, images }: AnalyzeInput,
  late: LateRules | undefined,
  hadolint: HadolintConfig | undefined,
): CheckInput {
  return {
    buildArgs,
    ...(target && { target }),
    ...(platform && { platform }),
    ...(contexts.length > 0 && { namedContext: finderOf(contexts) }),
    ...(dockerignore !== undefined && { dockerignore }),
    ...(contextPaths && { contextPaths }),
    ...(images && { images }),
    ...(hadolint && { hadolint }),
    ...(late && { bash: late.bash }),
  };
}

function finderOf(contexts: readonly ContextName[]): FindNamedContext {
  const known: KnownContexts = new Map(
    contexts.flatMap(({ name, image }) => {
      const key = contextName(name);
      const context = image === undefined ? ({ kind: "files" } as const) : ({ kind: "image", name: image } as const);
      return key === undefined ? [] : [[key, context] as const];
    }),
  );
  return (name) => findNamed(known, name);
}
