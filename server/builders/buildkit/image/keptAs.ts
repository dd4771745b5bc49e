import type { NewImage } from "#server/oci/store/newImage.ts";

/** What becomes of the image of a build. */
export interface KeptAs {
  /** With it, the image is hidden and handed over, for the index of another. */
  readonly partFor?: (image: NewImage) => void;
  /** The images for the other platforms of its index. */
  readonly others?: readonly NewImage[];
}
