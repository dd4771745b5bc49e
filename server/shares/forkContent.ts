import type { Digest } from "#contract/names/digest.ts";
import { workspaceContentSchema } from "#contract/workspace.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ShareManifest } from "./shareManifest.ts";
import { requirePart } from "./shareParts.ts";

export interface ForkContent {
  /** A workspace's content. */
  readonly json: Uint8Array;
  /** The blobs that it names. */
  readonly blobs: readonly Digest[];
}

/** The files and settings of a share, without files whose content is lost. Throws share/absent. */
export function forkContent(manifest: ShareManifest, blobs: BlobStore): ForkContent {
  const json = requirePart(manifest, blobs, "files");
  const there = manifest.blobs.filter(({ digest }) => blobs.has(digest)).map(({ digest }) => digest);
  if (there.length === manifest.blobs.length) return { json, blobs: there };
  const content = workspaceContentSchema.parse(JSON.parse(new TextDecoder().decode(json)));
  const kept = new Set<Digest>(there);
  const files = content.files.filter(({ blob }) => blob === undefined || kept.has(blob));
  return { json: new TextEncoder().encode(JSON.stringify({ ...content, files })), blobs: there };
}
