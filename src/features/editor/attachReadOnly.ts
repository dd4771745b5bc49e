import { useEditor } from "../../state/editor/editor.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { isSavedThere, useTogether } from "../../state/workspace/together.ts";
import { openPath, useWorkspace } from "../../state/workspace/workspace.ts";
import { messages } from "./messages.ts";
import type { CodeEditor, Detach } from "./monacoApi.ts";

/** On a page that only shows, nothing can be typed but into a text that is edited together. */
export function attachReadOnly(codeEditor: CodeEditor): Detach {
  if (!isReadOnly()) return () => {};
  const update = () => {
    codeEditor.updateOptions({ readOnly: !isSavedThere(openPath()), readOnlyMessage: { value: messages.readOnly } });
  };
  update();
  const ends = [useEditor.subscribe(update), useTogether.subscribe(update), useWorkspace.subscribe(update)];
  return () => {
    for (const end of ends) end();
  };
}
