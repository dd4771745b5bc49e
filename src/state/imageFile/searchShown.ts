import { create } from "zustand";

/** Whether the search in the image is open: apart from the search, which is loaded with its first use. */
export const useSearchShown = create<{ readonly open: boolean }>(() => ({ open: false }));

export function showImageSearch(open: boolean): void {
  useSearchShown.setState({ open });
}
