import type { ImageSummary } from "./image.ts";

/** Bytes of an image as people see them: Docker's size, or that of the layers if it is not known. */
export function shownSize({ contentSize, size }: Pick<ImageSummary, "contentSize" | "size">): number {
  return contentSize ?? size;
}
