import type { Digest } from "#contract/names/digest.ts";
import { inShare, routes } from "#contract/routes.ts";

/** Builds, images, and files that are read from a share, by their paths in the API. */
const shared = new Map<string, string>();

interface InShare {
  readonly build?: string;
  readonly image?: string;
  /** Of files. */
  readonly blobs?: readonly Digest[];
}

/** From now on, these are read from a share: they are not the reader's own. */
export function readFromShare(share: string, { build, image, blobs = [] }: InShare): void {
  for (const blob of blobs) shared.set(routes.blob(blob), share);
  if (build !== undefined) shared.set(routes.build(build), share);
  if (image !== undefined) shared.set(routes.image(image), share);
}

/** Everything is the reader's own again. */
export function readOwn(): void {
  shared.clear();
}

/** Where the server answers a question that is asked with this path. */
export function sharedAddressOf(path: string): string {
  for (const [start, share] of shared) {
    const rest = path.slice(start.length, start.length + 1);
    if (path.startsWith(start) && (rest === "" || rest === "/" || rest === "?")) return inShare(share, path);
  }
  return path;
}
