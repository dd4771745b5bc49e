import { CODE_FACE } from "./codeFace.ts";
import { createDiffEditor } from "./createDiffEditor.ts";
import { followTheme } from "./editorTheme.ts";
import { languageOf } from "./languageOf.ts";
import type { Monaco } from "./loadMonaco.ts";
import { PLAIN_BRACKETS } from "./plainBrackets.ts";

export interface DiffSide {
  readonly text: string;
  /** What it is, for people who can't see where it stands: "Layer 3". */
  readonly name: string;
}

export interface DiffTexts {
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** The path of the file, for its language. */
  readonly path: string;
  /** One under the other. If false, they stand side by side if there is room. */
  readonly isInline: boolean;
}

/** Shows the difference of two texts in `host`. The answer takes it away. */
export function openTextDiff(monaco: Monaco, host: HTMLElement, texts: DiffTexts): () => void {
  const { before, after, path, isInline } = texts;
  const leaveTheme = followTheme(monaco);
  const original = monaco.editor.createModel(before.text, languageOf(path, before.text));
  const modified = monaco.editor.createModel(after.text, languageOf(path, after.text));
  const diff = createDiffEditor(monaco, host, {
    ...CODE_FACE,
    readOnly: true,
    domReadOnly: true,
    // Nothing is typed here: Tab goes on to the next button.
    tabFocusMode: true,
    originalAriaLabel: before.name,
    modifiedAriaLabel: after.name,
    renderSideBySide: !isInline,
    renderSideBySideInlineBreakpoint: 640,
    hideUnchangedRegions: { enabled: true },
    ignoreTrimWhitespace: false,
    renderMarginRevertIcon: false,
    renderGutterMenu: false,
    renderOverviewRuler: false,
    minimap: { enabled: false },
    glyphMargin: false,
    folding: false,
    bracketPairColorization: { enabled: false },
    lineNumbersMinChars: 3,
    scrollBeyondLastLine: false,
    fixedOverflowWidgets: true,
    automaticLayout: true,
    stickyScroll: { enabled: false },
    renderLineHighlight: "none",
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  });
  diff.setModel({ original, modified });
  for (const model of [original, modified]) model.updateOptions(PLAIN_BRACKETS);
  return () => {
    diff.dispose();
    original.dispose();
    modified.dispose();
    leaveTheme();
  };
}
