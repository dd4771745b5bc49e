import { create } from "zustand";
import type { OfferedFix } from "./offeredFix.ts";

/** A fix to be looked at, and why it is one. */
interface ShownFix {
  readonly offered: OfferedFix;
  readonly advice: string;
}

/** What is open: the list of all waste, or one fix, from the list or from elsewhere. */
interface WasteView {
  readonly list: boolean;
  readonly fix?: ShownFix;
}

export const useWasteView = create<WasteView>(() => ({ list: false }));

export function showWaste(): void {
  useWasteView.setState({ list: true }, true);
}

export function showFix(offered: OfferedFix, advice: string): void {
  useWasteView.setState({ fix: { offered, advice } });
}

/** Back to the list if it came from there. */
export function closeFix(): void {
  useWasteView.setState(({ list }) => ({ list }), true);
}

export function closeWaste(): void {
  useWasteView.setState({ list: false }, true);
}
