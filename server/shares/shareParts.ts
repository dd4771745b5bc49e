import type { SharePart } from "#contract/share.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { KeptPart, ShareManifest } from "./shareManifest.ts";
import { notInShare } from "./shareProblems.ts";

const NAMES: Readonly<Record<KeptPart["part"], string>> = {
  files: "The list of files",
  build: "The build",
  log: "The log",
  stack: "The stack",
  history: "The history",
  inspect: "The inspect view",
  waste: "The list of dead bytes",
  layer: "The list of files of this layer",
};

/** The bytes of a part; undefined if it never was there, or is lost. */
export function findPart(
  { parts }: ShareManifest,
  blobs: BlobStore,
  part: SharePart,
  layer?: number,
): Uint8Array | undefined {
  const found = parts.find((one) => one.part === part && one.layer === layer);
  return found && blobs.has(found.digest) ? blobs.readAll(found.digest, found.size) : undefined;
}

/** Throws share/absent. */
export function requirePart(manifest: ShareManifest, blobs: BlobStore, part: KeptPart["part"]): Uint8Array {
  const found = findPart(manifest, blobs, part);
  if (found === undefined) throw notInShare(NAMES[part]);
  return found;
}
