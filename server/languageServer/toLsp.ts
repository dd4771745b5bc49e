import {
  CodeActionKind,
  type CompletionItem,
  DiagnosticSeverity,
  type DocumentSymbol,
  InsertTextFormat,
  type Diagnostic as LspDiagnostic,
  type SelectionRange,
} from "vscode-languageserver/node";
import type { Diagnostic, Severity } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";
import type { DocumentSymbol as Outlined, CompletionItem as Written } from "#dockerfile/services/lsp.ts";

/** Everything in a file that can be fixed safely; editors request it on save. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.strata`;

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toLspDiagnostic(diagnostic: Diagnostic): LspDiagnostic {
  const { range, severity, code, alsoKnownAs = [], source, message, next, href } = diagnostic;
  return {
    range,
    severity: SEVERITIES[severity],
    code: [code, ...alsoKnownAs].join(" · "),
    source,
    message: next === undefined ? message : `${message}\n${next}`,
    ...(href === undefined ? {} : { codeDescription: { href } }),
  };
}

/** Snippets become plain text for editors without support for them. */
export function toLspCompletion(item: Written, knowsSnippets: boolean): CompletionItem {
  const { textEdit, insertTextFormat, ...rest } = item;
  if (insertTextFormat !== InsertTextFormat.Snippet) return { ...rest, textEdit };
  if (knowsSnippets) return { ...rest, textEdit, insertTextFormat };
  const newText = textEdit.newText.replaceAll(/\$\{\d+:([^}]*)\}|\$\d+|\$\{\d+\}/g, (_, text = "") => String(text));
  return { ...rest, textEdit: { ...textEdit, newText } };
}

export function toLspSymbol({ children, ...symbol }: Outlined): DocumentSymbol {
  return { ...symbol, ...(children === undefined ? {} : { children: children.map(toLspSymbol) }) };
}

/** From the smallest range outwards. */
export function toSelectionRange(ranges: readonly Range[]): SelectionRange {
  const none = { line: 0, character: 0 };
  const nested = ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => ({ range, ...(parent === undefined ? {} : { parent }) }),
    undefined,
  );
  return nested ?? { range: { start: none, end: none } };
}
