import { useEditor } from "../../state/editor/editor.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { isShared, useTogether } from "../../state/together/together.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { messages } from "./messages.ts";
import type { CodeEditor, Detach } from "./monacoApi.ts";

/** On a page that only shows, nothing can be typed but into a text that is edited together. */
export function attachReadOnly(codeEditor: CodeEditor): Detach {
  if (!isReadOnly()) return () => {};
  const update = () => {
    const path = useEditor.getState().openPath ?? useWorkspace.getState().content.settings.dockerfile;
    codeEditor.updateOptions({ readOnly: !isShared(path), readOnlyMessage: { value: messages.readOnly } });
  };
  update();
  const ends = [useEditor.subscribe(update), useTogether.subscribe(update), useWorkspace.subscribe(update)];
  return () => {
    for (const end of ends) end();
  };
}
