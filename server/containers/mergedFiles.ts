import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import type { Inode } from "#server/oci/store/treeNode.ts";
import { missingMountPoints } from "#server/rootfs/mountPoints.ts";
import { UpperFiles } from "#server/rootfs/upperFiles.ts";
import { UPPER_LAYER, upperAsLayer } from "#server/rootfs/upperLayer.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { readWritable, scanWritable, type Writable } from "./writable.ts";

/** A volume of a container. */
export interface MountedVolume {
  /** Absolute. */
  readonly target: string;
  /** The folder with its files. */
  readonly files: string;
  readonly readOnly: boolean;
}

/** The volume that hides a folder of the container. */
export interface PlacedVolume extends MountedVolume {
  /** Symlinks resolved: clean and relative, as in the tree. */
  readonly path: string;
}

/**
 * All files of a container, whether or not it runs, as they were at one moment: layers, writable layer, and volumes merged.
 * Paths are resolved in this tree, so that no link of the container leads anywhere else.
 */
export interface MergedFiles {
  readonly tree: FileTree;
  /** Those mounted last come first. */
  readonly volumes: readonly PlacedVolume[];
  /** A file's bytes, exactly as many as its size; undefined if the container has removed it by now. */
  content(inode: Inode): Iterable<Uint8Array> | undefined;
  close(): void;
}

export async function openMergedFiles(
  blobs: BlobStore,
  writable: Writable,
  mounted: readonly MountedVolume[],
  signal?: AbortSignal,
  launch?: Launch,
): Promise<MergedFiles> {
  const { merged } = await readWritable(blobs, writable, signal, launch);
  // Before the first start, mount points may be missing.
  const mountPoints = missingMountPoints(merged, writable.mountPoints, Math.floor(Date.now() / 1000));
  let tree = merged.withLayer(MOUNT_POINTS, upperAsLayer(mountPoints));
  const volumes: (PlacedVolume & { readonly layer: Digest })[] = [];
  for (const [index, volume] of mounted.entries()) {
    const path = tree.lookup(volume.target)?.path;
    if (path === undefined) continue;
    const layer: Digest = `sha256:${index.toString(16).padStart(64, "e")}`;
    tree = tree.withLayer(layer, placedAt(path, upperAsLayer(await scanWritable(volume.files, signal, launch))));
    volumes.unshift({ ...volume, path, layer });
  }
  // Opened last: whatever fails before leaves nothing open.
  const folders = new Map<Digest, OnDisk>([[UPPER_LAYER, { above: "", files: new UpperFiles(writable.upper) }]]);
  for (const { layer, path, files } of volumes) folders.set(layer, { above: path, files: new UpperFiles(files) });
  return {
    tree,
    volumes,
    content({ layer, entry }) {
      const folder = folders.get(layer);
      return folder === undefined
        ? contentPieces(blobs, { layer, entry })
        : folder.files.pieces(below(folder, entry), entry.size);
    },
    close() {
      for (const { files } of folders.values()) files.close();
    },
  };
}

const MOUNT_POINTS: Digest = `sha256:${"d".repeat(64)}`;

interface OnDisk {
  /** The path of the folder in the tree. */
  readonly above: string;
  readonly files: UpperFiles;
}

function below({ above }: OnDisk, { path }: LayerEntry): string {
  return above === "" ? path : path.slice(above.length + 1);
}

/** A volume's files where it is mounted; what is there in the container is hidden. */
function placedAt(folder: string, entries: readonly LayerEntry[]): LayerEntry[] {
  const under = (path: string) => (folder === "" ? path : `${folder}/${path}`);
  const hides: LayerEntry = { ...FOLDER, path: folder, whiteout: "opaque" };
  return [
    hides,
    ...entries.map((entry) => ({
      ...entry,
      path: under(entry.path),
      ...(entry.type === "hardlink" && { linkTarget: under(entry.linkTarget ?? "") }),
    })),
  ];
}

const FOLDER = { type: "dir", mode: 0o755, uid: 0, gid: 0, size: 0, mtime: 0, offset: 0 } as const;
