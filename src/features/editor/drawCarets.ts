import type { editor } from "monaco-editor/editor";
import { positionAtFlat } from "../../state/together/lineFeedText.ts";
import type { OtherCaret } from "../../state/together/sharedCarets.ts";
import styles from "./Carets.module.css";
import type { CodeEditor, Detach, Monaco } from "./monacoApi.ts";

interface DrawnCarets {
  readonly show: (carets: readonly OtherCaret[]) => void;
  readonly dispose: Detach;
}

/** Draws where others are in the open file: a bar with their name, and what they have selected. */
export function drawCarets(monaco: Monaco, codeEditor: CodeEditor, openPath: () => string, id: string): DrawnCarets {
  const marks = codeEditor.createDecorationsCollection();
  let names: readonly editor.IContentWidget[] = [];
  let carets: readonly OtherCaret[] = [];

  const draw = () => {
    for (const name of names) codeEditor.removeContentWidget(name);
    const model = codeEditor.getModel();
    const here = model ? carets.filter(({ path }) => path === openPath()) : [];
    names = here.map((caret, index) => nameWidget(monaco, codeEditor, caret, `${id}.${index}`));
    for (const name of names) codeEditor.addContentWidget(name);
    marks.set(
      here.flatMap(({ anchor, head, role }) => {
        if (!model) return [];
        const [from, to] = [
          positionAtFlat(model, Math.min(anchor, head)),
          positionAtFlat(model, Math.max(anchor, head)),
        ];
        const caret = positionAtFlat(model, head);
        const stickiness = monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges;
        return [
          {
            range: monaco.Range.fromPositions(from, to),
            options: { className: styles[`${role}Selection`] ?? "", stickiness },
          },
          {
            range: monaco.Range.fromPositions(caret),
            options: { beforeContentClassName: `${styles.caret} ${styles[role]}`, stickiness },
          },
        ];
      }),
    );
  };

  const listening = codeEditor.onDidChangeModel(draw);
  return {
    show: (next) => {
      carets = next;
      draw();
    },
    dispose: () => {
      carets = [];
      draw();
      listening.dispose();
    },
  };
}

function nameWidget(
  { editor: { ContentWidgetPositionPreference } }: Monaco,
  codeEditor: CodeEditor,
  { name, role, head }: OtherCaret,
  id: string,
): editor.IContentWidget {
  const label = document.createElement("div");
  label.className = `${styles.name} ${styles[role]}`;
  label.textContent = name;
  // The line above the editor says who is there.
  label.setAttribute("aria-hidden", "true");
  const model = codeEditor.getModel();
  return {
    getId: () => id,
    getDomNode: () => label,
    suppressMouseDown: true,
    getPosition: () =>
      model && {
        position: positionAtFlat(model, head),
        preference: [ContentWidgetPositionPreference.ABOVE, ContentWidgetPositionPreference.BELOW],
      },
  };
}
