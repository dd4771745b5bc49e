import { create } from "zustand";

/** The folded parts of a lesson's text that somebody opened, by their places: they stay open when the text is put away. */
const useOpenParts = create<ReadonlySet<string>>(() => new Set());

export const usePartOpen = (place: string): boolean => useOpenParts((open) => open.has(place));

export function setPartOpen(place: string, isOpen: boolean): void {
  const others = [...useOpenParts.getState()].filter((other) => other !== place);
  useOpenParts.setState(new Set(isOpen ? [...others, place] : others), true);
}
