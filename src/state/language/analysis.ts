import { create } from "zustand";
import { type Analysis, EMPTY_ANALYSIS } from "../../language/analysis.ts";

export type { Analysis, DeclaredArg, StageSummary } from "../../language/analysis.ts";

/** The analysis of the Dockerfile in the editor, and the text it belongs to. */
export const useAnalysis = create<Analysis & { readonly text: string }>(() => ({ ...EMPTY_ANALYSIS, text: "" }));

export function setAnalysis(analysis: Analysis, text: string): void {
  useAnalysis.setState({ ...analysis, text }, true);
}
