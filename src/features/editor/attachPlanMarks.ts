import type { editor } from "monaco-editor/editor";
import { usePlan } from "../../state/plan/plan.ts";
import { type PlanMark, planMarks } from "../../state/plan/planMarks.ts";
import { forecastOf } from "../../state/plan/planState.ts";
import { useSelection } from "../../state/selection/selection.ts";
import { type LitLines, litLines, useLinks } from "../../state/selection/selectionLinked.ts";
import type { CodeEditor, Detach, Monaco } from "./monacoApi.ts";
import styles from "./PlanMarks.module.css";

/** Pixels of size and time at the right edge, as in the style sheet, and of a character. */
const WORDS_RIGHT = 130;
const WORD_CHARACTER = 6.8;

/**
 * Marks beside the line numbers, and a few words to the right of lines that run: what the next build will redo. The editor
 * keeps the marks at their lines while typing, so nothing moves until the next answer.
 */
export function attachPlanMarks(
  monaco: Monaco,
  codeEditor: CodeEditor,
  host: HTMLElement,
  isDockerfile: () => boolean,
): Detach {
  const layer = document.createElement("div");
  layer.className = styles.words ?? "";
  layer.setAttribute("aria-hidden", "true");
  host.append(layer);
  const marks = codeEditor.createDecorationsCollection();
  let shown: readonly PlanMark[] = [];
  let frame = 0;

  const put = () => {
    const forecast = isDockerfile() ? forecastOf(usePlan.getState().plan) : undefined;
    const lines = codeEditor.getModel()?.getLineCount() ?? 0;
    const next = forecast ? planMarks(forecast).filter(({ line }) => line < lines) : [];
    shown = next;
    marks.set(next.map((mark) => decoration(monaco, mark)));
    drawSoon();
  };
  /** Only the visible part, in its own frame: a keystroke costs nothing here, however long the file is. */
  const draw = () => {
    frame = 0;
    const lit = litLines(useLinks.getState().links, useSelection.getState());
    const typedAt = codeEditor.getPosition()?.lineNumber;
    const words: HTMLElement[] = [];
    for (const { startLineNumber, endLineNumber } of codeEditor.getVisibleRanges()) {
      for (let index = firstFrom(marks, startLineNumber); index < shown.length; index += 1) {
        const [mark, line] = [shown[index], marks.getRange(index)?.startLineNumber];
        if (mark === undefined || line === undefined || line > endLineNumber) break;
        const covers = line === typedAt && !hasRoom(monaco, codeEditor, line, mark.words);
        if (mark.words === "" || covers) continue;
        const top = codeEditor.getTopForLineNumber(line) - codeEditor.getScrollTop();
        words.push(wordsElement(mark, top, litAt(line - 1, lit)));
      }
    }
    layer.replaceChildren(...words);
  };
  const drawSoon = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const disposables = [
    codeEditor.onDidScrollChange(drawSoon),
    codeEditor.onDidChangeCursorPosition(drawSoon),
    codeEditor.onDidLayoutChange(drawSoon),
    codeEditor.onDidChangeModel(put),
    codeEditor.onDidChangeModelContent(drawSoon),
    codeEditor.onDidChangeHiddenAreas(drawSoon),
  ];
  const ends = [
    usePlan.subscribe(({ plan }, before) => forecastOf(plan) !== forecastOf(before.plan) && put()),
    useSelection.subscribe(drawSoon),
  ];
  put();
  return () => {
    for (const end of ends) end();
    cancelAnimationFrame(frame);
    for (const disposable of disposables) disposable.dispose();
    marks.clear();
    layer.remove();
  };
}

function decoration(monaco: Monaco, { line, outlook, reason }: PlanMark): editor.IModelDeltaDecoration {
  return {
    range: new monaco.Range(line + 1, 1, line + 1, 1),
    options: {
      lineNumberClassName: `${styles.mark} ${styles[outlook]}`,
      lineNumberHoverMessage: { value: reason.replace(/[\\`*_{}[\]()#+\-!<>|~]/g, "\\$&") },
      stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
    },
  };
}

/** The first mark at this line or below: marks stay sorted by line while typing. */
function firstFrom(marks: editor.IEditorDecorationsCollection, line: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks.getRange(middle)?.startLineNumber ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Words cover the end of a long line, as its size does, but not of the line somebody types in: there the mark, its hover, and
 * the status bar say the same.
 */
function hasRoom(monaco: Monaco, codeEditor: CodeEditor, line: number, words: string): boolean {
  const { width, contentLeft } = codeEditor.getLayoutInfo();
  const { typicalHalfwidthCharacterWidth: code } = codeEditor.getOption(monaco.editor.EditorOption.fontInfo);
  const end = contentLeft + (codeEditor.getModel()?.getLineMaxColumn(line) ?? 0) * code - codeEditor.getScrollLeft();
  return end < width - WORDS_RIGHT - words.length * WORD_CHARACTER;
}

/** The words have the background of their line. */
function litAt(line: number, { hovered, selected }: LitLines): string {
  const holds = (span: LitLines["selected"]) => span !== undefined && span.start <= line && line <= span.end;
  if (holds(selected)) return "selected";
  return holds(hovered) ? "hovered" : "";
}

function wordsElement({ words, reason, outlook }: PlanMark, top: number, lit: string): HTMLElement {
  const element = document.createElement("span");
  element.textContent = words;
  element.title = reason;
  element.dataset.outlook = outlook;
  element.dataset.lit = lit;
  element.style.top = `${top}px`;
  return element;
}
