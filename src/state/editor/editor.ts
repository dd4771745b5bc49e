import { create } from "zustand";
import type { Range } from "#contract/range.ts";

interface EditorState {
  /** The file in the editor; undefined: the workspace's Dockerfile. */
  readonly openPath: string | undefined;
  /** Zero-based, as in LSP. */
  readonly cursor: { readonly line: number; readonly character: number };
  /** Counts how often the keyboard was asked to go into the editor. */
  readonly focusAsked: number;
  /** Asked for from outside: go there. `asked` counts, so that the same place can be asked for twice. */
  readonly reveal:
    | { readonly path: string | undefined; readonly range: Range; readonly focus: boolean; readonly asked: number }
    | undefined;
}

export const useEditor = create<EditorState>(() => ({
  openPath: undefined,
  cursor: { line: 0, character: 0 },
  focusAsked: 0,
  reveal: undefined,
}));

export function openFile(openPath: string | undefined): void {
  useEditor.setState({ openPath });
}

/** Opens a file and puts the keyboard into it. */
export function editFile(openPath: string | undefined): void {
  useEditor.setState((state) => ({ openPath, focusAsked: state.focusAsked + 1 }));
}

export function setCursor(line: number, character: number): void {
  useEditor.setState({ cursor: { line, character } });
}

/** Opens the Dockerfile (or another file) and goes to a range of it, with the keyboard there unless `focus` is false. */
export function revealRange(range: Range, path?: string, focus = true): void {
  useEditor.setState((state) => ({
    openPath: path,
    reveal: { path, range, focus, asked: (state.reveal?.asked ?? 0) + 1 },
  }));
}
