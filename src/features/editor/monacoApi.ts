import type * as monaco from "monaco-editor/editor";
import type { Monaco as LoadedMonaco } from "../../monaco/loadMonaco.ts";

/** The loaded editor library as a value to pass around: only src/monaco/ really imports it. */
export type Monaco = LoadedMonaco;
export type CodeEditor = monaco.editor.IStandaloneCodeEditor;
export type TextModel = monaco.editor.ITextModel;

/** Detaches something from the editor. */
export type Detach = () => void;
