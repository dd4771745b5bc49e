import { isUtf8 } from "node:buffer";
import { MAX_INLINE_TEXT, type WorkspaceFile } from "#contract/workspace.ts";
import type { ScenarioAsset } from "#lessons/scenario.ts";
import { contextPath } from "#server/contexts/contextPath.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";

const MODE = 0o644;

/** The files that a lesson puts into the workspace: texts inline, all others as blobs. */
export function assetFiles(
  assets: readonly ScenarioAsset[],
  read: (path: string) => Uint8Array | undefined,
  blobs: BlobStore,
): readonly WorkspaceFile[] {
  const files = new Map<string, WorkspaceFile>();
  for (const { from, to, mode = MODE } of assets) {
    const bytes = read(from);
    const path = contextPath(to);
    if (bytes === undefined || path === "") continue;
    const known = { path, mode, size: bytes.length };
    const text = isUtf8(bytes) && !bytes.includes(0) ? Buffer.from(bytes).toString("utf8") : undefined;
    const isInline = text !== undefined && text.length <= MAX_INLINE_TEXT;
    files.set(path, isInline ? { ...known, kind: "text", text } : { ...known, kind: "blob", blob: blobs.put(bytes) });
  }
  return [...files.values()];
}
