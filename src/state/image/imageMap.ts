import type { ImageMap } from "#contract/imageMap.ts";
import type { Digest } from "#contract/names/digest.ts";
import { getImageMap } from "../../api/waste.ts";
import type { Loadable } from "./image.ts";

/** Levels of folders on one map. */
const DEPTH = 4;

/** The sizes in a folder of an image; undefined if nobody waits for them anymore. */
export async function imageMapOf(
  image: Digest,
  path: string,
  signal: AbortSignal,
): Promise<Loadable<ImageMap> | undefined> {
  try {
    const answer = await getImageMap(image, path, DEPTH, signal);
    if (signal.aborted) return undefined;
    return answer.ok ? { phase: "ready", value: answer.value } : { phase: "failed", problem: answer.problem };
  } catch (cause) {
    if (signal.aborted) return undefined;
    throw cause;
  }
}
