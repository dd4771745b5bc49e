import type { languages } from "monaco-editor/editor";
import { semanticTokenTypes } from "#dockerfile/services/tokens/semanticToken.ts";
import { askLanguageCore, listenForLanguageNews } from "../../state/language/languageCore.ts";
import type { Monaco } from "./monacoApi.ts";

/**
 * The colors that need a parse: scripts in their own language. They follow a moment after a keystroke, on top of those the
 * tokenizer set at once, and again when the grammar is loaded.
 */
export function registerDockerfileColors({ languages, Emitter }: Monaco): void {
  const changed = new Emitter<void>();
  listenForLanguageNews(() => changed.fire());
  languages.registerDocumentSemanticTokensProvider("dockerfile", {
    onDidChange: changed.event,
    getLegend: (): languages.SemanticTokensLegend => ({ tokenTypes: [...semanticTokenTypes], tokenModifiers: [] }),
    provideDocumentSemanticTokens: async (model) => ({ data: await askLanguageCore("colors", model.getValue()) }),
    releaseDocumentSemanticTokens: () => {},
  });
}
