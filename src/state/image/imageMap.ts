import type { ImageMap } from "#contract/imageMap.ts";
import type { Digest } from "#contract/names/digest.ts";
import { unlessAborted } from "../../api/unlessAborted.ts";
import { getImageMap } from "../../api/waste.ts";
import { type Loadable, loadableOf } from "../loading/loadable.ts";

/** Levels of folders on one map. */
const DEPTH = 4;

/** The sizes in a folder of an image; undefined if nobody waits for them anymore. */
export async function imageMapOf(
  image: Digest,
  path: string,
  signal: AbortSignal,
): Promise<Loadable<ImageMap> | undefined> {
  const answer = await unlessAborted(getImageMap(image, path, DEPTH, signal), signal);
  if (!answer) return undefined;
  return loadableOf(answer);
}
