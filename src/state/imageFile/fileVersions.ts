import { create } from "zustand";
import type { FileVersion, FileVersions } from "#contract/imageFile.ts";
import type { Digest } from "#contract/names/digest.ts";
import { getFileVersions } from "../../api/imageFile.ts";
import { type Loadable, loadableOf } from "../loading/loadable.ts";

/** Files whose versions are kept. */
const KEPT = 20;

const keyOf = (image: Digest, path: string): string => `${image} ${path}`;

const useStore = create<Readonly<Record<string, Loadable<FileVersions>>>>(() => ({}));

/** What each layer did to a file. Images never change: it is asked for once. */
export function useFileVersions(image: Digest, path: string): Loadable<FileVersions> | undefined {
  return useStore((state) => state[keyOf(image, path)]);
}

export async function loadFileVersions(image: Digest, path: string): Promise<void> {
  const key = keyOf(image, path);
  const known = useStore.getState()[key];
  if (known && known.phase !== "failed") return;
  put(key, { phase: "loading" });
  const result = await getFileVersions(image, path);
  put(key, loadableOf(result));
}

function put(key: string, loaded: Loadable<FileVersions>): void {
  useStore.setState((state) => {
    const others = Object.entries(state).filter(([other]) => other !== key);
    return Object.fromEntries([...others.slice(1 - KEPT), [key, loaded]]);
  }, true);
}

/** A version with something to see. */
export type KeptVersion = Exclude<FileVersion, { change: "deleted" }>;

/** The one to show first: what a layer shows; of a file that it hides, the one before. */
export function firstShown(
  versions: readonly FileVersion[],
  layer = Number.POSITIVE_INFINITY,
): KeptVersion | undefined {
  return versions.findLast((version): version is KeptVersion => version.layer <= layer && version.change !== "deleted");
}
