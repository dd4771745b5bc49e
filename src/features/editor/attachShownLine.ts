import { useEditor } from "../../state/editor/editor.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import styles from "./Editor.module.css";
import type { CodeEditor, Detach, Monaco } from "./monacoApi.ts";

/** Lights the line of the open file that a teacher asks to look at. */
export function attachShownLine(monaco: Monaco, codeEditor: CodeEditor): Detach {
  const decorations = codeEditor.createDecorationsCollection();
  const light = () => {
    const { lit, openPath } = useEditor.getState();
    const path = openPath ?? useWorkspace.getState().content.settings.dockerfile;
    if (lit?.path !== path) return decorations.clear();
    const range = new monaco.Range(lit.line + 1, 1, lit.line + 1, 1);
    const className = styles.shown ?? "";
    // What others insert at the line must not light more of them.
    const stickiness = monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges;
    decorations.set([{ range, options: { isWholeLine: true, className, marginClassName: className, stickiness } }]);
  };
  const end = useEditor.subscribe((now, before) => {
    if (now.lit !== before.lit || now.openPath !== before.openPath) light();
  });
  const onModel = codeEditor.onDidChangeModel(light);
  light();
  return () => {
    end();
    onModel.dispose();
    decorations.clear();
  };
}
