import { create } from "zustand";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { type Analysis, EMPTY_ANALYSIS } from "../../language/analysis.ts";

export type { Analysis, DeclaredArg, StageSummary } from "../../language/analysis.ts";

/** The analysis of the Dockerfile in the editor, and the text it belongs to. */
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
