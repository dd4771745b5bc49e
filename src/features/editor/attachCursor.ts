import { setCursor, useEditor } from "../../state/editor/editor.ts";
import type { CodeEditor, Detach } from "./monacoApi.ts";

/** Publishes the cursor position, and moves it on request. */
export function attachCursor(codeEditor: CodeEditor): Detach {
  const tell = () => {
    const position = codeEditor.getPosition();
    if (position) setCursor(position.lineNumber - 1, position.column - 1);
  };
  const told = codeEditor.onDidChangeCursorPosition(tell);
  let done = useEditor.getState().reveal?.asked ?? 0;
  const reveal = () => {
    const wanted = useEditor.getState().reveal;
    if (!wanted || wanted.asked === done) return;
    done = wanted.asked;
    const { start } = wanted.range;
    const position = { lineNumber: start.line + 1, column: start.character + 1 };
    codeEditor.setPosition(position);
    codeEditor.revealPositionInCenterIfOutsideViewport(position);
    if (wanted.focus) codeEditor.focus();
  };
  let focused = useEditor.getState().focusAsked;
  const end = useEditor.subscribe(({ focusAsked }) => {
    reveal();
    if (focusAsked !== focused) codeEditor.focus();
    focused = focusAsked;
  });
  return () => {
    told.dispose();
    end();
  };
}
