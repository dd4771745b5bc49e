import { create } from "zustand";
import type { Digest } from "#contract/names/digest.ts";
import { showResultTab } from "../page/layout.ts";

/** A file of an image, as a layer shows it. */
export interface ImageFilePlace {
  readonly image: Digest;
  /** Absolute. */
  readonly path: string;
  /** Undefined: as the image shows it, or if it is hidden there, as it was last. */
  readonly layer?: number | undefined;
  /** To be shown first, from 1. */
  readonly line?: number | undefined;
  /** The focus goes there: what opened it is gone. */
  readonly takesFocus?: true;
}

interface OpenedFileStore {
  readonly opened?: ImageFilePlace;
}

/** The file beside the tree of the image. */
export const useOpenedFile = create<OpenedFileStore>(() => ({}));

/** Shows a file in the Files tab. */
export function openImageFile(opened: ImageFilePlace): void {
  useOpenedFile.setState({ opened });
  showResultTab("files");
}

export function closeImageFile(): void {
  useOpenedFile.setState({}, true);
}
