import { create } from "zustand";

/** Whether the list of keys is open. */
export const useKeysShown = create<{ readonly shown: boolean }>(() => ({ shown: false }));

export function showKeys(shown: boolean): void {
  useKeysShown.setState({ shown });
}
