import type { editor } from "monaco-editor/editor";
import { positionAtFlat } from "../../state/together/lineFeedText.ts";
import type { OtherCaret } from "../../state/together/sharedCarets.ts";
import styles from "./Carets.module.css";
import type { CodeEditor, Detach, Monaco, TextModel } from "./monacoApi.ts";

interface DrawnCarets {
  readonly show: (carets: readonly OtherCaret[]) => void;
  readonly dispose: Detach;
}

/** Draws where others are in the open file: a bar, what they have selected, and their names behind the line. */
export function drawCarets(monaco: Monaco, codeEditor: CodeEditor, openPath: () => string, id: string): DrawnCarets {
  const marks = codeEditor.createDecorationsCollection();
  let names: readonly editor.IContentWidget[] = [];
  let carets: readonly OtherCaret[] = [];

  const draw = () => {
    for (const name of names) codeEditor.removeContentWidget(name);
    const model = codeEditor.getModel();
    const here = model ? carets.filter(({ path }) => path === openPath()) : [];
    names = model ? namesByLine(monaco, model, here, id) : [];
    for (const name of names) codeEditor.addContentWidget(name);
    marks.set(model ? here.flatMap((caret) => marksOf(monaco, model, caret)) : []);
  };

  const listening = codeEditor.onDidChangeModel(draw);
  return {
    show: (next) => {
      if (carets.length === 0 && next.length === 0) return;
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

function marksOf(monaco: Monaco, model: TextModel, { anchor, head, role }: OtherCaret): editor.IModelDeltaDecoration[] {
  const [from, to] = [positionAtFlat(model, Math.min(anchor, head)), positionAtFlat(model, Math.max(anchor, head))];
  const stickiness = monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges;
  return [
    {
      range: monaco.Range.fromPositions(from, to),
      options: { className: styles[`${role}Selection`] ?? "", stickiness },
    },
    {
      range: monaco.Range.fromPositions(positionAtFlat(model, head)),
      options: { beforeContentClassName: `${styles.caret} ${styles[role]}`, stickiness },
    },
  ];
}

/** Behind the text: above it, they would hide other lines. */
function namesByLine(
  { editor: { ContentWidgetPositionPreference } }: Monaco,
  model: TextModel,
  carets: readonly OtherCaret[],
  id: string,
): readonly editor.IContentWidget[] {
  const byLine = Map.groupBy(carets, ({ head }) => positionAtFlat(model, head).lineNumber);
  return [...byLine].map(([lineNumber, there]) => {
    const labels = document.createElement("div");
    labels.className = styles.names ?? "";
    // The line above the editor, or in the foot, says who is there.
    labels.setAttribute("aria-hidden", "true");
    labels.append(...there.map(nameOf));
    return {
      getId: () => `${id}.${lineNumber}`,
      getDomNode: () => labels,
      suppressMouseDown: true,
      getPosition: () => ({
        position: { lineNumber, column: model.getLineMaxColumn(Math.min(lineNumber, model.getLineCount())) },
        preference: [ContentWidgetPositionPreference.EXACT],
      }),
    };
  });
}

function nameOf({ name, role }: OtherCaret): HTMLElement {
  const label = document.createElement("span");
  label.className = `${styles.name} ${styles[role]}`;
  label.textContent = name;
  return label;
}
