import { create } from "zustand";

interface EditorFocus {
  readonly focused: boolean;
  /** True after Esc: the next Tab leaves the editor instead of indenting. */
  readonly tabLeaves: boolean;
}

/** Whether the editor has the keyboard. */
export const useEditorFocus = create<EditorFocus>(() => ({ focused: false, tabLeaves: false }));

export function setEditorFocus(focused: boolean): void {
  useEditorFocus.setState({ focused, tabLeaves: false });
}

export function setTabLeaves(tabLeaves: boolean): void {
  if (useEditorFocus.getState().tabLeaves !== tabLeaves) useEditorFocus.setState({ tabLeaves });
}
