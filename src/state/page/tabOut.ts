import { create } from "zustand";

/** What keeps Tab to itself. */
export type TabHolder = "editor" | "terminal";

interface TabOut {
  /** What has the keyboard, if that is one of them. */
  readonly holder?: TabHolder | undefined;
  /** True after Esc: the next Tab leaves instead. */
  readonly tabLeaves: boolean;
}

/** Whether Tab means something else where the keyboard is. */
export const useTabOut = create<TabOut>(() => ({ tabLeaves: false }));

export function holdTab(holder: TabHolder): void {
  useTabOut.setState({ holder, tabLeaves: false });
}

/** The keyboard left a holder. */
export function releaseTab(holder: TabHolder): void {
  if (useTabOut.getState().holder === holder) useTabOut.setState({ holder: undefined, tabLeaves: false });
}

export function setTabLeaves(tabLeaves: boolean): void {
  if (useTabOut.getState().tabLeaves !== tabLeaves) useTabOut.setState({ tabLeaves });
}
