import { setTimeout } from "node:timers/promises";
import type Docker from "dockerode";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { type FileTree, openFileTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { isKeepableName, type LayerWriter, openLayerWriter, type WrittenLayer } from "#server/oci/store/layerWriter.ts";
import { pathInRoot } from "#server/oci/store/memberEntry.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import { readTar, type StreamedMember } from "#server/oci/tar/tarStream.ts";
import { engineProblem } from "./engineErrors.ts";

/** What the engine says of a path: `docker diff`. */
type Change = { readonly Path: string; readonly Kind: number };

const DELETED = 2;
/** How often the files are asked for, and the pause between, in milliseconds. */
const TRIES = 6;
const PAUSE_MS = 100;

export interface CaptureFrom {
  readonly container: Pick<Docker.Container, "changes" | "export">;
  /** diffIds of its image, base first, in `blobs`. */
  readonly layers: readonly Digest[];
  readonly blobs: BlobStore;
  /** Most bytes of the layer. */
  readonly limitBytes: number;
}

/**
 * The writable layer of a container on an engine, written into `store` as a layer: what the engine says has changed, taken from
 * one stream of all its files, so that owners, modes, times, attributes, and hard links are the container's; a whiteout for
 * what is deleted. In a folder that was replaced, the engine names each deleted path, so none need be opaque.
 */
export async function captureLayer(store: BlobStore, from: CaptureFrom): Promise<WrittenLayer> {
  const changes = await changesOf(from.container);
  const below = openFileTree(from.blobs, from.layers);
  let before: readonly string[] | undefined;
  for (let tries = 1; ; tries++) {
    const writer = openLayerWriter(store);
    try {
      const written = await copyChanged(writer, from, below, changes.changed);
      const lacking = [...changes.changed].filter((path) => !written.has(path));
      if (isComplete(lacking, written, before)) {
        // Last: their folders are there by then.
        for (const path of changes.deleted) writer.add(whiteout(below, path));
        return writer.finish();
      }
      if (tries === TRIES) throw incomplete(lacking);
      before = lacking;
      writer.abort();
    } catch (error) {
      writer.abort();
      throw error;
    }
    await setTimeout(PAUSE_MS);
  }
}

/**
 * An engine that has just ended a container may unmount its files while it sends them, and leaves out the rest without a
 * word. What is left out twice is no file: a tar has no sockets.
 */
function isComplete(
  lacking: readonly string[],
  written: ReadonlySet<string>,
  before: readonly string[] | undefined,
): boolean {
  if (lacking.length === 0) return true;
  return written.size > 0 && before?.length === lacking.length && lacking.every((path, at) => path === before[at]);
}

/** Clean and relative paths. */
async function changesOf(container: CaptureFrom["container"]) {
  try {
    // The engine answers null if nothing has changed.
    const all: Change[] = (await container.changes()) ?? [];
    const named = all.map(({ Path, Kind }) => ({ path: pathInRoot(Path), isDeleted: Kind === DELETED }));
    return {
      changed: new Set(named.flatMap(({ path, isDeleted }) => (isDeleted ? [] : [path]))),
      deleted: named.flatMap(({ path, isDeleted }) => (isDeleted ? [path] : [])).sort(),
    };
  } catch (error) {
    throw engineProblem(error);
  }
}

async function copyChanged(
  writer: LayerWriter,
  { container, blobs, limitBytes }: CaptureFrom,
  below: FileTree,
  changed: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  if (changed.size === 0) return changed;
  const files = await container.export().catch((error: unknown) => {
    throw engineProblem(error);
  });
  const written = new Set<string>();
  for await (const member of readTar(piecesOf(files))) {
    const path = pathInRoot(member.header.path);
    if (!changed.has(path)) continue;
    await addMember({ writer, blobs, below, written }, path, member);
    if (writer.size > limitBytes * 2) throw tooLarge(limitBytes);
    written.add(path);
  }
  return written;
}

/** Ending it early breaks the connection off. */
async function* piecesOf(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array, void> {
  for await (const piece of stream) yield Buffer.from(piece);
}

interface Copying {
  readonly writer: LayerWriter;
  readonly blobs: BlobStore;
  readonly below: FileTree;
  readonly written: ReadonlySet<string>;
}

async function addMember(
  { writer, blobs, below, written }: Copying,
  path: string,
  member: StreamedMember,
): Promise<void> {
  if (!isKeepableName(path)) throw markedName(path);
  const { sparse: _sparse, ...header } = member.header;
  if (header.type === "file") return await writer.addStream({ ...header, path }, member.content());
  if (header.type !== "hardlink") return writer.add({ ...header, path, size: 0 });
  const linkTarget = pathInRoot(header.linkTarget ?? "");
  if (written.has(linkTarget)) return writer.add({ ...header, path, linkTarget, size: 0 });
  // A link to a file of the image, which is not in this layer: its bytes are.
  const inode = below.lookup(linkTarget, false)?.node.inode;
  if (inode === undefined || inode.entry.type !== "file") return;
  const { layer, entry } = inode;
  writer.add({ ...attributes(entry), path }, contentPieces(blobs, { layer, entry }));
}

function attributes({ offset: _offset, sparse: _sparse, digest: _digest, ...entry }: LayerEntry) {
  return entry;
}

function whiteout(below: FileTree, path: string) {
  if (!isKeepableName(path)) throw markedName(path);
  const mtime = below.lookup(path, false)?.node.inode.entry.mtime ?? 0;
  return { path, type: "file", mode: 0o600, uid: 0, gid: 0, size: 0, mtime, whiteout: "file" } as const;
}

function tooLarge(limitBytes: number) {
  const detail = `The container's writable layer is larger than its limit of ${Math.round(limitBytes / 1e6)} MB.`;
  return problemError("container/limit", detail, { next: "Remove files in the container." });
}

function incomplete(lacking: readonly string[]) {
  const [first = ""] = lacking;
  const detail = `The Docker engine sent the container's files without /${first}, which it says has changed.`;
  return problemError("container/state", detail, { next: "Try again once the container has stopped." });
}

function markedName(path: string) {
  const detail = `/${path} can't be read: in a layer, names that begin with .wh. mark deleted files.`;
  return problemError("container/state", detail, { next: "Rename or remove it in the container." });
}
