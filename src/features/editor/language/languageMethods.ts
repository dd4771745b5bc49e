import type { Analysis } from "../../../state/analysis.ts";
import type { AnalyzeInput } from "./analyze.ts";

/** What the worker can be asked. */
export interface LanguageMethods {
  readonly analyze: (input: AnalyzeInput) => Analysis;
}

export type LanguageMethod = keyof LanguageMethods;
export type InputOf<Method extends LanguageMethod> = Parameters<LanguageMethods[Method]>[0];
export type AnswerOf<Method extends LanguageMethod> = ReturnType<LanguageMethods[Method]>;

export interface LanguageQuestion {
  readonly id: number;
  readonly method: LanguageMethod;
  readonly input: unknown;
}

export type LanguageAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };
