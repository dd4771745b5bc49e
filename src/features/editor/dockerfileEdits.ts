import type { languages } from "monaco-editor/editor";
import type { TextEdit } from "#contract/diagnostic.ts";
import { askLanguageCore } from "../../state/language/languageCore.ts";
import type { Monaco } from "./monacoApi.ts";
import { toMonacoRange } from "./positions.ts";

/** Formatting of the whole Dockerfile. */
export function registerDockerfileEdits({ languages, editor, KeyMod, KeyCode }: Monaco): void {
  // On Linux, Monaco uses Ctrl+Shift+I, which browsers reserve.
  editor.addKeybindingRule({
    keybinding: KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF,
    command: "editor.action.formatDocument",
  });
  languages.registerDocumentFormattingEditProvider("dockerfile", {
    displayName: "Dockerfile",
    provideDocumentFormattingEdits: async (model) =>
      (await askLanguageCore("format", model.getValue())).map(toMonacoEdit),
  });
}

const toMonacoEdit = ({ range, newText }: TextEdit): languages.TextEdit => ({
  range: toMonacoRange(range),
  text: newText,
});
