import type { Digest } from "#contract/names/digest.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import type { FileContent } from "#server/oci/store/treeContent.ts";
import type { TarEntryType } from "#server/oci/tar/tarEntry.ts";
import type { Owner } from "#server/rootfs/users.ts";

/** The source of a new file's bytes when the layer is written. */
export type DraftContent =
  | ({ readonly kind: "layer" } & FileContent)
  | { readonly kind: "blob"; readonly digest: Digest }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "disk"; readonly path: string };

/** A file to put into the layer; one that shares another's content is a hard link to it there. */
export interface DraftFile
  extends Pick<
    LayerEntry,
    "mode" | "uid" | "gid" | "size" | "mtime" | "linkTarget" | "devMajor" | "devMinor" | "xattrs"
  > {
  readonly type: Exclude<TarEntryType, "hardlink">;
  readonly content?: DraftContent;
}

export const ROOT_OWNER: Owner = { uid: 0, gid: 0 };

/** Turns a file of a layer or an archive into one for another layer. */
export function fileOfEntry(entry: LayerEntry, layer: Digest): DraftFile {
  const { path, offset, sparse, digest: _digest, whiteout: _whiteout, type, ...file } = entry;
  if (type === "hardlink") throw new Error(`${path} stands for another file`);
  if (type !== "file") return { ...file, type };
  const where = { offset, size: entry.size, ...(sparse !== undefined && { sparse }) };
  return { ...file, type, content: { kind: "layer", layer, entry: where } };
}
