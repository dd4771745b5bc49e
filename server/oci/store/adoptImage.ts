import type { ImageStore } from "./imageStore.ts";
import type { NewImage } from "./newImage.ts";
import type { StoredImage } from "./storedImage.ts";

/**
 * Makes an image that was made elsewhere one of the workspace. If the workspace has it, the record of an
 * image that was built here is kept. Throws as `ImageStore.put`.
 */
export function adoptImage(
  images: Pick<ImageStore, "put">,
  workspace: string,
  image: Pick<NewImage, "config" | "layers" | "tags" | "annotations" | "documents" | "others">,
): StoredImage {
  return images.put({ ...image, workspace, built: false, keepsRecord: true });
}
