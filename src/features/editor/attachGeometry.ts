import { type EditorGeometry, publishEditorGeometry } from "../../state/editor/editorGeometry.ts";
import type { CodeEditor, Detach } from "./monacoApi.ts";

/** Publishes where lines are, for whatever is drawn beside the editor, while it shows the Dockerfile. */
export function attachGeometry(codeEditor: CodeEditor, host: HTMLElement, isDockerfile: () => boolean): Detach {
  // Measured when read, not when published: readers draw a frame later, and a banner may have moved the editor.
  const geometry = (): EditorGeometry => {
    const box = host.getBoundingClientRect();
    const shift = box.top - codeEditor.getScrollTop();
    return {
      top: box.top,
      height: box.height,
      lineTop: (line) => shift + codeEditor.getTopForLineNumber(line + 1),
      lineBottom: (line) => shift + codeEditor.getBottomForLineNumber(line + 1),
    };
  };
  const publish = () => publishEditorGeometry(isDockerfile() ? geometry : undefined);
  const disposables = [
    codeEditor.onDidScrollChange(publish),
    codeEditor.onDidLayoutChange(publish),
    codeEditor.onDidContentSizeChange(publish),
    codeEditor.onDidChangeModel(publish),
    codeEditor.onDidChangeHiddenAreas(publish),
  ];
  addEventListener("resize", publish);
  publish();
  return () => {
    for (const disposable of disposables) disposable.dispose();
    removeEventListener("resize", publish);
    publishEditorGeometry(undefined);
  };
}
