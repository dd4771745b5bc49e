import { useEffect, useState } from "react";
import type { ImageMap } from "#contract/imageMap.ts";
import type { Digest } from "#contract/names/digest.ts";
import { imageMapOf } from "../../state/image/imageMap.ts";
import type { Loadable } from "../../state/loading/loadable.ts";

/** The sizes in a folder. Until another folder's are there, the last ones stay: nothing jumps. */
export function useImageMap(image: Digest, path: string): Loadable<ImageMap> {
  const [map, setMap] = useState<Loadable<ImageMap>>({ phase: "loading" });
  useEffect(() => {
    const controller = new AbortController();
    void imageMapOf(image, path, controller.signal).then((found) => found && setMap(found));
    return () => controller.abort();
  }, [image, path]);
  return map;
}
