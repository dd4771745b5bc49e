import type { Diagnostic } from "#contract/diagnostic.ts";
import type { CheckInput } from "#dockerfile/checks/checkDockerfile.ts";
import type { HadolintConfig } from "#dockerfile/checks/hadolint/hadolintConfig.ts";
import { projectConfig } from "#dockerfile/checks/hadolint/projectConfig.ts";
import type { LateRules } from "./lateRules.ts";

export interface AnalyzeInput {
  readonly text: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target: string;
  readonly platform: string;
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
  { buildArgs, target, platform, dockerignore, contextPaths, images }: AnalyzeInput,
  late: LateRules | undefined,
  hadolint: HadolintConfig | undefined,
): CheckInput {
  return {
    buildArgs,
    ...(target && { target }),
    ...(platform && { platform }),
    ...(dockerignore !== undefined && { dockerignore }),
    ...(contextPaths && { contextPaths }),
    ...(images && { images }),
    ...(hadolint && { hadolint }),
    ...(late && { bash: late.bash }),
  };
}
