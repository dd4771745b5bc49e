import type { ImageStore } from "./imageStore.ts";
import type { NewImage } from "./newImage.ts";
import type { StoredImage } from "./storedImage.ts";

/** An image that was made elsewhere. */
export interface AdoptedImage extends Pick<NewImage, "config" | "layers" | "tags" | "annotations" | "documents"> {
  /** The same for other platforms, if it has an index. */
  readonly others?: readonly AdoptedImage[];
}

/**
 * Makes an image that was made elsewhere one of the workspace. If the workspace has it, the record of an image that was
 * built here is kept. Throws as `ImageStore.put`.
 */
export function adoptImage(images: Pick<ImageStore, "put">, workspace: string, image: AdoptedImage): StoredImage {
  return images.put(asNew(image));

  function asNew({ others = [], ...one }: AdoptedImage): NewImage {
    return { ...one, workspace, built: false, keepsRecord: true, others: others.map(asNew) };
  }
}
