import { create } from "zustand";
import type { Range } from "#contract/range.ts";

/** A place that somebody asked to go to. */
export interface Reveal {
  readonly path: string | undefined;
  readonly range: Range;
  readonly focus: boolean;
  readonly asked: number;
}

interface EditorState {
  /** The file in the editor; undefined: the workspace's Dockerfile. */
  readonly openPath: string | undefined;
  /** Zero-based, as in LSP. */
  readonly cursor: { readonly line: number; readonly character: number };
  /** Counts requests to focus the editor. */
  readonly focusAsked: number;
  /** A request to go to a place. `asked` counts, so the same place can be requested twice. */
  readonly reveal: Reveal | undefined;
  /** A line that is lit although nothing is selected there, zero-based: where a teacher asks to look. */
  readonly lit: { readonly path: string; readonly line: number } | undefined;
  /** Lines that were changed for the person, lit until they type. */
  readonly changed: { readonly path: string; readonly range: Range } | undefined;
}

export const useEditor = create<EditorState>(() => ({
  openPath: undefined,
  cursor: { line: 0, character: 0 },
  focusAsked: 0,
  reveal: undefined,
  lit: undefined,
  changed: undefined,
}));

export function openFile(openPath: string | undefined): void {
  useEditor.setState({ openPath });
}

/** Opens a file and focuses it. */
export function editFile(openPath: string | undefined): void {
  useEditor.setState((state) => ({ openPath, focusAsked: state.focusAsked + 1 }));
}

export function setCursor(line: number, character: number): void {
  useEditor.setState({ cursor: { line, character } });
}

/** Opens the Dockerfile (or another file) at a range, and focuses it unless `focus` is false. */
export function revealRange(range: Range, path?: string, focus = true): void {
  useEditor.setState((state) => ({
    openPath: path,
    reveal: { path, range, focus, asked: (state.reveal?.asked ?? 0) + 1 },
  }));
}

/** Lights a line of a file; undefined: none. */
export function lightLine(lit: EditorState["lit"]): void {
  useEditor.setState({ lit });
}

/** Lights lines of a file that were changed, until the next edit. */
export function lightChanged(changed: EditorState["changed"]): void {
  useEditor.setState({ changed });
}
