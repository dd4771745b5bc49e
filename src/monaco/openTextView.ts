import { CODE_FACE } from "./codeFace.ts";
import { followTheme } from "./editorTheme.ts";
import { languageOf } from "./languageOf.ts";
import type { Monaco } from "./loadMonaco.ts";
import { PLAIN_BRACKETS } from "./plainBrackets.ts";

/** A text to read, which may grow at its end. */
export interface TextView {
  readonly append: (text: string) => void;
  readonly lines: () => number;
  /** From 1. */
  readonly reveal: (line: number) => void;
  readonly close: () => void;
}

interface TextViewOptions {
  /** The start of the text. */
  readonly text: string;
  /** The path of the file, for its language. */
  readonly path: string;
  readonly label: string;
  /** The end of the text is near: there may be more. */
  readonly onNearEnd: () => void;
}

/** Lines before the end at which more is asked for. */
const NEAR = 200;

export function openTextView(monaco: Monaco, host: HTMLElement, options: TextViewOptions): TextView {
  const { text, path, label, onNearEnd } = options;
  const leaveTheme = followTheme(monaco);
  const model = monaco.editor.createModel(text, languageOf(path, text));
  model.updateOptions(PLAIN_BRACKETS);
  const view = monaco.editor.create(host, {
    ...CODE_FACE,
    fontSize: 12,
    lineHeight: 18,
    model,
    ariaLabel: label,
    readOnly: true,
    domReadOnly: true,
    // Nothing is typed here: Tab goes on to the next button.
    tabFocusMode: true,
    padding: { top: 4, bottom: 12 },
    minimap: { enabled: false },
    glyphMargin: false,
    folding: false,
    bracketPairColorization: { enabled: false },
    lineNumbersMinChars: 4,
    lineDecorationsWidth: 8,
    renderLineHighlight: "none",
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    scrollBeyondLastLine: false,
    fixedOverflowWidgets: true,
    automaticLayout: true,
    stickyScroll: { enabled: false },
    occurrencesHighlight: "off",
    contextmenu: false,
    links: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    autoDetectHighContrast: false,
  });
  const lit = view.createDecorationsCollection();
  view.onDidScrollChange(() => {
    const last = view.getVisibleRanges().at(-1)?.endLineNumber ?? 0;
    if (last > model.getLineCount() - NEAR) onNearEnd();
  });
  return {
    append: (more) => {
      const end = model.getFullModelRange().getEndPosition();
      model.applyEdits([{ range: monaco.Range.fromPositions(end), text: more }]);
    },
    lines: () => model.getLineCount(),
    reveal: (line) => {
      const at = Math.min(line, model.getLineCount());
      view.setPosition({ lineNumber: at, column: 1 });
      view.revealLineInCenter(at);
      lit.set([{ range: new monaco.Range(at, 1, at, 1), options: { isWholeLine: true, className: "rangeHighlight" } }]);
    },
    close: () => {
      view.dispose();
      model.dispose();
      leaveTheme();
    },
  };
}
