import { LINE_NUMBER_CHARACTERS } from "./editorOptions.ts";
import type { CodeEditor, Detach } from "./monacoApi.ts";

/** Keeps one character free left of the longest line number, for the marks of the plan. */
export function attachGutter(codeEditor: CodeEditor): Detach {
  let shown = LINE_NUMBER_CHARACTERS;
  const widen = () => {
    const digits = String(codeEditor.getModel()?.getLineCount() ?? 0).length;
    const wanted = Math.max(LINE_NUMBER_CHARACTERS, digits + 1);
    if (wanted === shown) return;
    shown = wanted;
    codeEditor.updateOptions({ lineNumbersMinChars: wanted });
  };
  widen();
  const disposables = [codeEditor.onDidChangeModel(widen), codeEditor.onDidChangeModelContent(widen)];
  return () => {
    for (const disposable of disposables) disposable.dispose();
  };
}
