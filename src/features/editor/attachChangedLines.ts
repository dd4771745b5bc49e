import { lightChanged, useEditor } from "../../state/editor/editor.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import styles from "./Editor.module.css";
import type { CodeEditor, Detach, Monaco } from "./monacoApi.ts";

/** Highlights lines that were changed for the person, until they change something themselves. */
export function attachChangedLines(monaco: Monaco, codeEditor: CodeEditor): Detach {
  const decorations = codeEditor.createDecorationsCollection();
  const light = () => {
    const { changed, openPath } = useEditor.getState();
    const path = openPath ?? useWorkspace.getState().content.settings.dockerfile;
    if (changed?.path !== path) return decorations.clear();
    const { start, end } = changed.range;
    const options = {
      isWholeLine: true,
      className: styles.changed ?? "",
      linesDecorationsClassName: styles.changedBar ?? "",
    };
    decorations.set([{ range: new monaco.Range(start.line + 1, 1, end.line + 1, 1), options }]);
  };
  const ends = [
    useEditor.subscribe((now, before) => {
      if (now.changed !== before.changed || now.openPath !== before.openPath) light();
    }),
  ];
  const typed = codeEditor.onDidChangeModelContent(() => {
    if (codeEditor.hasTextFocus() && useEditor.getState().changed) lightChanged(undefined);
  });
  light();
  return () => {
    for (const end of ends) end();
    typed.dispose();
    decorations.clear();
  };
}
