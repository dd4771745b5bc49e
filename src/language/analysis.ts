import type { Diagnostic, HadolintEnd } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";

/** A stage of the Dockerfile in the editor. */
export interface StageSummary {
  readonly index: number;
  readonly name?: string;
  readonly image: string;
  readonly range: Range;
}

/** An ARG of the Dockerfile; `value` is its default as written. */
export interface DeclaredArg {
  readonly name: string;
  readonly value?: string;
}

/** What the language core knows about the Dockerfile in the editor. */
export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  readonly stages: readonly StageSummary[];
  readonly args: readonly DeclaredArg[];
  /** IDs of the secrets that RUNs mount. */
  readonly secrets: readonly string[];
  /** Names in FROM and `--from` that are no stage: images, or named contexts. */
  readonly outside: readonly string[];
  /** Scripts that ShellCheck has not read yet, as it will get them. */
  readonly scripts: readonly string[];
  /** Undefined if there is no hadolint configuration, or none that can be read. */
  readonly hadolint: HadolintEnd | undefined;
}

export const EMPTY_ANALYSIS: Analysis = {
  diagnostics: [],
  stages: [],
  args: [],
  secrets: [],
  outside: [],
  scripts: [],
  hadolint: undefined,
};
