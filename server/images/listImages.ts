import type { ImageSummary } from "#contract/image.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";

/** Counts the content of an owner's images, away from the main thread, for a short time. Throws a ProblemError. */
export interface ContentCounter {
  countContent(owner: string): Promise<void>;
}

/** The images as people see them: with the size that Docker shows, counted the first time that they are listed. */
export async function listImages(
  images: Pick<ImageStore, "list">,
  counter: ContentCounter,
  owner: string,
): Promise<ImageSummary[]> {
  const listed = images.list(owner);
  if (listed.every(({ contentSize }) => contentSize !== undefined)) return listed;
  try {
    await counter.countContent(owner);
  } catch (error) {
    // The list matters more than a size: one that is missing is counted the next time.
    if (!(error instanceof ProblemError)) throw error;
  }
  return images.list(owner);
}
