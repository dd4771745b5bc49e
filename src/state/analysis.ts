import { create } from "zustand";
import type { Diagnostic, HadolintEnd } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";

/** A stage of the Dockerfile as it stands in the editor. */
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

/** What the language core says of the Dockerfile as it stands; filled by the editor's worker as one types. */
export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  readonly stages: readonly StageSummary[];
  readonly args: readonly DeclaredArg[];
  /** Scripts that ShellCheck has not read yet, as it gets them. */
  readonly scripts: readonly string[];
  /** Undefined where there is no configuration of hadolint, or none that can be read. */
  readonly hadolint: HadolintEnd | undefined;
}

export const EMPTY_ANALYSIS: Analysis = { diagnostics: [], stages: [], args: [], scripts: [], hadolint: undefined };

/** The analysis, and the text that it is of. */
export const useAnalysis = create<Analysis & { readonly text: string }>(() => ({ ...EMPTY_ANALYSIS, text: "" }));

export function setAnalysis(analysis: Analysis, text: string): void {
  useAnalysis.setState({ ...analysis, text }, true);
}

export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
}

export function countProblems(diagnostics: readonly Diagnostic[]): ProblemCounts {
  return {
    errors: diagnostics.filter(({ severity }) => severity === "error").length,
    warnings: diagnostics.filter(({ severity }) => severity === "warning").length,
  };
}
