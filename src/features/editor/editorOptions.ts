import type { editor } from "monaco-editor/editor";
import { CODE_FACE } from "../../monaco/codeFace.ts";

/** Room for line numbers of up to 999 lines and a mark. */
export const LINE_NUMBER_CHARACTERS = 4;
const TOP_PADDING = 10;

export const EDITOR_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  model: null,
  ...CODE_FACE,
  padding: { top: TOP_PADDING, bottom: 24 },
  minimap: { enabled: false },
  glyphMargin: false,
  lineNumbersMinChars: LINE_NUMBER_CHARACTERS,
  lineDecorationsWidth: 0,
  folding: true,
  showFoldingControls: "mouseover",
  renderLineHighlight: "none",
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  overviewRulerBorder: false,
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  fixedOverflowWidgets: true,
  automaticLayout: true,
  wordWrap: "off",
  tabSize: 4,
  insertSpaces: true,
  detectIndentation: true,
  guides: { indentation: false },
  matchBrackets: "near",
  bracketPairColorization: { enabled: false },
  occurrencesHighlight: "singleFile",
  selectionHighlight: false,
  wordBasedSuggestions: "off",
  quickSuggestions: { other: true, comments: false, strings: true },
  suggest: { showWords: false, showStatusBar: false, preview: false },
  stickyScroll: { enabled: false },
  links: true,
  // Only while Ctrl+Alt is held: otherwise they could be mistaken for text.
  inlayHints: { enabled: "offUnlessPressed" },
  contextmenu: true,
  unicodeHighlight: { nonBasicASCII: false, ambiguousCharacters: true, invisibleCharacters: true },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  accessibilitySupport: "auto",
  // editorTheme.ts does it: the editor would not come back to the page's own theme.
  autoDetectHighContrast: false,
  "semanticHighlighting.enabled": true,
};
