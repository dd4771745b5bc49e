import type { Diagnostic, Fix, TextEdit } from "#contract/diagnostic.ts";
import type { Position, Range } from "#contract/range.ts";
import type { ShellVerdict } from "#dockerfile/checks/shellcheck/shellVerdict.ts";
import type { DeadFix, DeadFixRequest, LeftoverFixRequest } from "#dockerfile/services/fixes/deadBytes/deadFix.ts";
import type { FixAllResult } from "#dockerfile/services/fixes/fixAll.ts";
import type { InlayHint } from "#dockerfile/services/hints/inlayHints.ts";
import type { SignatureHelp } from "#dockerfile/services/hints/signatureHelp.ts";
import type { DocumentLink } from "#dockerfile/services/links/documentLinks.ts";
import type { CompletionItem, DocumentSymbol, FoldingRange, Hover } from "#dockerfile/services/lsp.ts";
import type { DocumentHighlight } from "#dockerfile/services/names/documentHighlights.ts";
import type { RenameResult, RenameTarget } from "#dockerfile/services/names/rename.ts";
import type { AboutFinding } from "./aboutFinding.ts";
import type { Analysis } from "./analysis.ts";
import type { PlaceInput } from "./askAtPosition.ts";
import type { AnalyzeInput } from "./checkInput.ts";
import type { FindingInput, FixAllInput } from "./workOnFindings.ts";

export interface IgnoreInput {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface DeadFixInput {
  readonly text: string;
  readonly request: DeadFixRequest;
}

export interface LeftoverFixInput {
  readonly text: string;
  readonly request: LeftoverFixRequest;
}

export interface CursorInput {
  readonly text: string;
  readonly position: Position;
}

/** The methods of the worker. */
export interface LanguageMethods {
  readonly analyze: (input: AnalyzeInput) => Analysis;
  /** Verdicts of ShellCheck, used by the next analysis. */
  readonly learn: (verdicts: readonly (readonly [string, ShellVerdict])[]) => void;
  readonly complete: (input: PlaceInput) => readonly CompletionItem[];
  readonly hover: (input: PlaceInput) => Hover | undefined;
  /** Explanations of the checks of findings, in Markdown. */
  readonly explain: (diagnostics: readonly Diagnostic[]) => readonly string[];
  /** Edits that silence findings, for their instruction and for the file. */
  readonly ignore: (input: IgnoreInput) => readonly Fix[];
  readonly about: (input: FindingInput) => AboutFinding;
  /** The fix for dead bytes; undefined if there is none, or the grammar of scripts is not loaded yet. */
  readonly deadFix: (input: DeadFixInput) => DeadFix | undefined;
  /** The same for what an image shows and does not need. */
  readonly leftoverFix: (input: LeftoverFixInput) => DeadFix | undefined;
  readonly fixAll: (input: FixAllInput) => FixAllResult;
  readonly signature: (input: CursorInput) => SignatureHelp | undefined;
  readonly hints: (input: Omit<PlaceInput, "position">) => readonly InlayHint[];
  readonly links: (input: Omit<PlaceInput, "position">) => readonly DocumentLink[];
  /** Images the text starts or copies from, with variables expanded. */
  readonly images: (input: Omit<PlaceInput, "position">) => readonly string[];
  /** Smallest first. */
  readonly selection: (input: CursorInput) => readonly Range[];
  readonly definition: (input: CursorInput) => Range | undefined;
  /** All occurrences of the name at a position. */
  readonly highlights: (input: CursorInput) => readonly DocumentHighlight[];
  readonly references: (input: CursorInput & { readonly includeDeclaration: boolean }) => readonly Range[];
  readonly prepareRename: (input: CursorInput) => RenameTarget | undefined;
  readonly rename: (input: CursorInput & { readonly newName: string }) => RenameResult;
  /** Formatting edits. */
  readonly format: (text: string) => readonly TextEdit[];
  readonly fold: (text: string) => readonly FoldingRange[];
  /** Semantic tokens in LSP's encoding; scripts are plain until the grammar is loaded. */
  readonly colors: (text: string) => Uint32Array;
  readonly outline: (text: string) => readonly DocumentSymbol[];
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

/** Sent once by the worker when it can find more than before. */
export interface LanguageNews {
  readonly news: "more-rules";
}
