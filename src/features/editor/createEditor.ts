import { followTheme } from "../../monaco/editorTheme.ts";
import { useEditor } from "../../state/editor/editor.ts";
import { addPageCommands } from "./addPageCommands.ts";
import { attachChangedLines } from "./attachChangedLines.ts";
import { attachCursor } from "./attachCursor.ts";
import { attachGeometry } from "./attachGeometry.ts";
import { attachGutter } from "./attachGutter.ts";
import { attachLearnersLine } from "./attachLearnersLine.ts";
import { attachLineNotes } from "./attachLineNotes.ts";
import { attachLitLines } from "./attachLitLines.ts";
import { attachMarkers } from "./attachMarkers.ts";
import { attachOpenFile } from "./attachOpenFile.ts";
import { attachPlanMarks } from "./attachPlanMarks.ts";
import { attachReadOnly } from "./attachReadOnly.ts";
import { attachShownLine } from "./attachShownLine.ts";
import { attachTabOut } from "./attachTabOut.ts";
import { attachTogether } from "./attachTogether.ts";
import { addFixAllAction } from "./dockerfileActions.ts";
import { createEditorModels } from "./editorModels.ts";
import { EDITOR_OPTIONS } from "./editorOptions.ts";
import type { CodeEditor, Detach, Monaco } from "./monacoApi.ts";

/** Creates an editor in `host` and connects it to the page's state. `detach` removes it. */
export function createEditor(monaco: Monaco, host: HTMLElement): { codeEditor: CodeEditor; detach: Detach } {
  const theme = followTheme(monaco);
  const codeEditor = monaco.editor.create(host, EDITOR_OPTIONS);
  const models = createEditorModels(monaco);
  const isDockerfile = () => useEditor.getState().openPath === undefined;
  addFixAllAction(codeEditor);
  addPageCommands(codeEditor);
  const attached = [
    attachOpenFile(codeEditor, models, () => {}),
    attachCursor(codeEditor),
    attachGutter(codeEditor),
    attachMarkers(monaco, models),
    attachLitLines(monaco, codeEditor, isDockerfile),
    attachShownLine(monaco, codeEditor),
    attachChangedLines(monaco, codeEditor),
    attachLineNotes(codeEditor, host, isDockerfile),
    attachPlanMarks(monaco, codeEditor, host, isDockerfile),
    attachGeometry(codeEditor, host, isDockerfile),
    attachTabOut(codeEditor, host),
    attachReadOnly(codeEditor),
    attachLearnersLine(monaco, codeEditor),
    attachTogether(monaco, codeEditor, models),
  ];
  const detach = () => {
    for (const end of attached) end();
    codeEditor.dispose();
    models.dispose();
    theme();
  };
  return { codeEditor, detach };
}
