import type * as monaco from "monaco-editor/editor";

/** The loaded editor library as a value to pass around: only src/monaco/ really imports it. */
export type Monaco = typeof monaco;
export type CodeEditor = monaco.editor.IStandaloneCodeEditor;
export type TextModel = monaco.editor.ITextModel;

/** Detaches something from the editor. */
export type Detach = () => void;
