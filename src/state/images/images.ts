import { create } from "zustand";
import type { DiskUse } from "#contract/diskUse.ts";
import type { ImageSummary } from "#contract/image.ts";
import type { ImageSharing } from "#contract/imageSharing.ts";
import type { Problem } from "#contract/problem.ts";
import { listImages, pruneImages, removeImage, tagImage } from "../../api/client.ts";
import { getDiskUse, getImageSharing, pruneAllImages, removeImageByForce } from "../../api/images.ts";
import type { Result } from "../../api/result.ts";
import { loadBuildList } from "../build/buildList.ts";
import { inOrder } from "../loading/inOrder.ts";

interface Images {
  /** Newest first; undefined until they are loaded. */
  readonly images?: readonly ImageSummary[];
  readonly sharing: ImageSharing;
  /** Of everything in the workspace. */
  readonly disk?: DiskUse;
  /** Why the list could not be loaded. */
  readonly problem?: Problem;
}

const NOTHING: ImageSharing = { layers: [], stored: 0, saved: 0 };

/** The images of the workspace, and what layers they share. */
export const useImages = create<Images>(() => ({ sharing: NOTHING }));

const askAll = () => Promise.all([listImages(), getImageSharing(), getDiskUse()]);
const newestAnswers = inOrder<Awaited<ReturnType<typeof askAll>>>();

export async function refreshImages(): Promise<void> {
  const answers = await newestAnswers(askAll());
  if (!answers) return;
  const [images, sharing, disk] = answers;
  const failed = [images, sharing].find((answer) => !answer.ok);
  if (failed && !failed.ok) useImages.setState({ problem: failed.problem });
  else if (images.ok && sharing.ok) {
    const use = disk.ok ? { disk: disk.value } : {};
    useImages.setState({ images: images.value.images, sharing: sharing.value, ...use }, true);
  }
}

/** Each returns why it did not happen. */
export const addImageTag = (image: string, tag: string) => refreshedAfter(tagImage(image, tag));
/** `ref`: a name, or an ID, which stands for all names. */
export const removeImageOrTag = (ref: string, force: boolean) =>
  refreshedAfter(force ? removeImageByForce(ref) : removeImage(ref));
export const pruneUnused = (all: boolean) => refreshedAfter(all ? pruneAllImages() : pruneImages());

async function refreshedAfter(call: Promise<Result<unknown>>): Promise<Problem | undefined> {
  const answer = await call;
  // The menu of the last builds lists images, too.
  await Promise.all([refreshImages(), loadBuildList()]);
  return answer.ok ? undefined : answer.problem;
}
