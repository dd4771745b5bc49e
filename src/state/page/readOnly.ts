import { create } from "zustand";

/** Whether the page only shows: it is somebody else's, and nothing on it changes anything there. */
export const useReadOnly = create<{ readonly isReadOnly: boolean }>(() => ({ isReadOnly: false }));

/** Call before anything is opened. */
export function makeReadOnly(): void {
  useReadOnly.setState({ isReadOnly: true });
}

export const isReadOnly = (): boolean => useReadOnly.getState().isReadOnly;
