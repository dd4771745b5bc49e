import { fieldPosition } from "./fieldText.ts";
import type { CodeEditor } from "./monacoApi.ts";

/** Continues where a person is in the plain field: selection, scroll position, focus. */
export function takeOver(codeEditor: CodeEditor, field: HTMLTextAreaElement): void {
  if (codeEditor.getModel() === null) return;
  const { value, selectionStart, selectionEnd, selectionDirection, scrollTop, scrollLeft } = field;
  const isBackward = selectionDirection === "backward";
  const anchor = fieldPosition(value, isBackward ? selectionEnd : selectionStart);
  const cursor = fieldPosition(value, isBackward ? selectionStart : selectionEnd);
  codeEditor.setSelection({
    selectionStartLineNumber: anchor.line + 1,
    selectionStartColumn: anchor.character + 1,
    positionLineNumber: cursor.line + 1,
    positionColumn: cursor.character + 1,
  });
  codeEditor.setScrollPosition({ scrollTop, scrollLeft });
  if (document.activeElement === field) codeEditor.focus();
}
