import type * as monaco from "monaco-editor/editor";

/** The loaded editor library, as a value to hand around: only monacoSetup.ts imports it for real. */
export type Monaco = typeof monaco;
export type CodeEditor = monaco.editor.IStandaloneCodeEditor;
export type TextModel = monaco.editor.ITextModel;

/** Ends what something attached to the editor. */
export type Detach = () => void;
