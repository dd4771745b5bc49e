import type { editor } from "monaco-editor/editor";
import { useEditor } from "../../state/editor/editor.ts";
import { useOpenWorkspace } from "../../state/workspace/openWorkspace.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import type { EditorModels } from "./editorModels.ts";
import type { CodeEditor, Detach } from "./monacoApi.ts";

/** Shows the open file, with the scroll position and cursor it was left with. */
export function attachOpenFile(codeEditor: CodeEditor, models: EditorModels, onShown: () => void): Detach {
  const left = new Map<string, editor.ICodeEditorViewState>();
  let shown: string | undefined;

  const show = () => {
    const path = useEditor.getState().openPath ?? useWorkspace.getState().content.settings.dockerfile;
    const model = models.modelOf(path) ?? null;
    if (model === codeEditor.getModel() && path === shown) return;
    const viewState = codeEditor.saveViewState();
    if (shown !== undefined && viewState) left.set(shown, viewState);
    shown = path;
    codeEditor.setModel(model);
    const before = left.get(path);
    if (before) codeEditor.restoreViewState(before);
    codeEditor.updateOptions({ ariaLabel: `${path}. Press Control M to leave it with Tab.` });
    onShown();
  };
  const ends = [
    useOpenWorkspace.subscribe(({ text }, before) => {
      if (text === before.text) return;
      left.clear();
      shown = undefined;
    }),
    useEditor.subscribe((now, before) => now.openPath !== before.openPath && show()),
    useWorkspace.subscribe(({ content }, before) => content !== before.content && show()),
  ];
  show();
  return () => {
    for (const end of ends) end();
  };
}
