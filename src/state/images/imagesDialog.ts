import { create } from "zustand";

/** Whether the list of all images is open. */
export const useImagesDialog = create<{ readonly open: boolean }>(() => ({ open: false }));

export const showImages = (open: boolean): void => useImagesDialog.setState({ open });
