import { digestOf } from "./digest.ts";
import type { ImageStore } from "./imageStore.ts";
import type { NewImage } from "./newImage.ts";
import type { StoredImage } from "./storedImage.ts";

/**
 * Makes an image that was made elsewhere one of the workspace. If the workspace has it, it only gets the tags: the record
 * of an image that was built here is kept. Throws as `ImageStore.put`.
 */
export function adoptImage(
  images: Pick<ImageStore, "get" | "put" | "tag" | "require">,
  workspace: string,
  image: Pick<NewImage, "config" | "layers" | "tags" | "annotations">,
): StoredImage {
  const id = digestOf(image.config);
  if (images.get(workspace, id) === undefined) return images.put({ ...image, workspace, built: false });
  for (const tag of image.tags) images.tag(workspace, id, tag);
  return images.require(workspace, id);
}
