import type { IPosition, languages } from "monaco-editor/editor";
import { repositoryBefore } from "#dockerfile/services/completion/completeImage.ts";
import { type CompletionItem, completionKinds, type DocumentSymbol } from "#dockerfile/services/lsp.ts";
import { loadTags } from "../../state/image/baseImages.ts";
import { dockerfileEnvironment } from "../../state/language/dockerfileEnvironment.ts";
import { askLanguageCore } from "../../state/language/languageCore.ts";
import { findingsIn } from "./dockerfileActions.ts";
import type { Monaco, TextModel } from "./monacoApi.ts";
import { toMonacoRange, toPosition } from "./positions.ts";

/** Completion, hover, folding, outline, and highlights: services of the language core in Monaco's types. */
export function registerDockerfileServices(monaco: Monaco): void {
  const { languages } = monaco;
  languages.registerCompletionItemProvider("dockerfile", {
    triggerCharacters: ["$", "{", "-", "=", "/", " ", ",", ":"],
    provideCompletionItems: async (model, position) => {
      await loadTagsBefore(model, position);
      const input = { text: model.getValue(), position: toPosition(position), environment: dockerfileEnvironment() };
      const items = await askLanguageCore("complete", input);
      return { suggestions: items.map((item) => toSuggestion(monaco, item)) };
    },
  });
  languages.registerHoverProvider("dockerfile", {
    provideHover: async (model, position) => {
      const input = { text: model.getValue(), position: toPosition(position), environment: dockerfileEnvironment() };
      const hover = await askLanguageCore("hover", input);
      return hover && { contents: [{ value: hover.contents.value }], range: toMonacoRange(hover.range) };
    },
  });
  languages.registerHoverProvider("dockerfile", {
    provideHover: async (_model, { lineNumber, column }) => {
      const touched = findingsIn(monaco, new monaco.Range(lineNumber, column, lineNumber, column));
      const contents = touched.length === 0 ? [] : await askLanguageCore("explain", touched);
      return contents.length === 0 ? undefined : { contents: contents.map((value) => ({ value })) };
    },
  });
  languages.registerFoldingRangeProvider("dockerfile", {
    provideFoldingRanges: async (model) => {
      const ranges = await askLanguageCore("fold", model.getValue());
      return ranges.map(({ startLine, endLine, kind }) => ({
        start: startLine + 1,
        end: endLine + 1,
        ...(kind === "comment" && { kind: languages.FoldingRangeKind.Comment }),
      }));
    },
  });
  languages.registerDocumentSymbolProvider("dockerfile", {
    provideDocumentSymbols: async (model) =>
      (await askLanguageCore("outline", model.getValue())).map((symbol) => toSymbol(symbol)),
  });
  languages.registerDocumentHighlightProvider("dockerfile", {
    provideDocumentHighlights: async (model, position) => {
      const places = await askLanguageCore("highlights", { text: model.getValue(), position: toPosition(position) });
      // Monaco counts kinds from 0, LSP from 1.
      return places.map(({ range, kind }) => ({ range: toMonacoRange(range), kind: kind - 1 }));
    },
  });
}

/** After the colon of an image, the tags of its repository are suggested: the server may have to ask for them. */
async function loadTagsBefore(model: TextModel, { lineNumber, column }: IPosition): Promise<void> {
  const repository = repositoryBefore(model.getLineContent(lineNumber).slice(0, column - 1));
  if (repository !== undefined) await loadTags(repository);
}

function toSuggestion(monaco: Monaco, item: CompletionItem): languages.CompletionItem {
  const { label, kind, detail, documentation, textEdit, insertTextFormat, sortText, filterText } = item;
  const kinds = monaco.languages.CompletionItemKind;
  const kindOf: Record<CompletionItem["kind"], languages.CompletionItemKind> = {
    [completionKinds.function]: kinds.Function,
    [completionKinds.variable]: kinds.Variable,
    [completionKinds.module]: kinds.Module,
    [completionKinds.property]: kinds.Property,
    [completionKinds.value]: kinds.Value,
    [completionKinds.keyword]: kinds.Keyword,
    [completionKinds.snippet]: kinds.Snippet,
    [completionKinds.file]: kinds.File,
    [completionKinds.folder]: kinds.Folder,
    [completionKinds.constant]: kinds.Constant,
  };
  return {
    label,
    kind: kindOf[kind],
    insertText: textEdit.newText,
    range: toMonacoRange(textEdit.range),
    ...(detail !== undefined && { detail }),
    ...(documentation && { documentation: { value: documentation.value } }),
    ...(sortText !== undefined && { sortText }),
    ...(filterText !== undefined && { filterText }),
    ...(insertTextFormat === 2 && {
      insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
    }),
  };
}

/** LSP's symbol kinds are Monaco's, counted from 1. Its outline shows only names, so they include the detail. */
function toSymbol({ name, detail, kind, range, selectionRange, children }: DocumentSymbol): languages.DocumentSymbol {
  return {
    name: detail === undefined ? name : `${name}${children ? ":" : ""} ${detail}`,
    detail: "",
    kind: kind - 1,
    tags: [],
    range: toMonacoRange(range),
    selectionRange: toMonacoRange(selectionRange),
    ...(children && { children: children.map((child) => toSymbol(child)) }),
  };
}
