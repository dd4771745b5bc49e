import { createWriteStream, openSync, rmSync } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { type PlaceRoot, placeEntries } from "#server/rootfs/placeEntries.ts";
import { isDiskFull, SandboxError } from "#server/sandbox/executor/sandboxError.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { archiveEntries } from "./archiveEntries.ts";
import { type AskedPath, pathNotFound } from "./archivePath.ts";
import type { MergedFiles, PlacedVolume } from "./mergedFiles.ts";

/** Where an archive goes. */
export interface ArchiveTarget {
  readonly files: MergedFiles;
  readonly root: PlaceRoot;
  /** `--read-only` */
  readonly isReadOnly: boolean;
  /** A path on the file system of the layers, for the archive meanwhile. */
  readonly temporary: string;
  /** What the container may still write. */
  readonly limitBytes: number;
  readonly launch?: Launch;
}

/**
 * Unpacks a tar in an existing folder of a container, as `docker cp` does. Throws a ProblemError: container/path,
 * container/invalid, container/limit, container/state if the container ends meanwhile.
 */
export async function writeArchive(
  target: ArchiveTarget,
  asked: AskedPath,
  tar: Readable,
  signal: AbortSignal,
): Promise<void> {
  const { files, temporary } = target;
  const folder = files.tree.lookup(asked.path);
  if (folder === undefined) throw pathNotFound(asked);
  if (folder.node.children === undefined) throw invalid("extraction point is not a directory", "Name a folder.");
  requireWritable(target, volumeOf(files, folder.path));
  try {
    await store(tar, target, signal);
    const entries = archiveEntries(temporary, files.tree, folder.path);
    const places = Map.groupBy(entries, ({ path }) => volumeOf(files, path));
    for (const volume of places.keys()) requireWritable(target, volume);
    for (const [volume, members] of places) await place(target, volume, members, signal);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** The volume that has a path of the tree. */
function volumeOf({ volumes }: MergedFiles, path: string): PlacedVolume | undefined {
  return volumes.find((volume) => path === volume.path || path.startsWith(`${volume.path}/`));
}

function requireWritable({ isReadOnly }: ArchiveTarget, volume: PlacedVolume | undefined): void {
  if (volume?.readOnly) throw invalid("mounted volume is marked read-only", "Copy to another folder.");
  if (volume === undefined && isReadOnly) {
    throw invalid("container rootfs is marked read-only", "Copy to a volume of the container.");
  }
}

async function store(tar: Readable, { temporary, limitBytes }: ArchiveTarget, signal: AbortSignal): Promise<void> {
  let bytes = 0;
  const counted = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > limitBytes) throw tooLarge(limitBytes);
      yield chunk;
    }
  };
  // Opened here, so that it is there when it is removed.
  const fd = openSync(temporary, "wx", 0o600);
  await pipeline(tar, counted, createWriteStream(temporary, { fd }), { signal });
}

async function place(
  { root, temporary, launch }: ArchiveTarget,
  volume: PlacedVolume | undefined,
  members: readonly LayerEntry[],
  signal: AbortSignal,
): Promise<void> {
  const at: PlaceRoot = volume === undefined ? root : { kind: "plain", dir: volume.files };
  const entries = volume === undefined ? members : members.flatMap((entry) => inVolume(volume, entry));
  try {
    await placeEntries(temporary, entries, at, signal, launch);
  } catch (error) {
    throw placeProblem(error) ?? error;
  }
}

function inVolume({ path }: PlacedVolume, entry: LayerEntry): LayerEntry[] {
  if (entry.path === path) return [];
  const { linkTarget } = entry;
  const isLink = entry.type === "hardlink" && linkTarget !== undefined;
  return [
    {
      ...entry,
      path: entry.path.slice(path.length + 1),
      ...(isLink && { linkTarget: linkTarget.slice(path.length + 1) }),
    },
  ];
}

function placeProblem(error: unknown): ProblemError | undefined {
  if (!(error instanceof SandboxError)) return undefined;
  const cause = { cause: error };
  if (error.step === "ended") {
    const next = "Try again: what does not run can be copied to as well.";
    return problemError("container/state", "The container ended meanwhile.", { next }, cause);
  }
  if (error.step !== "unpack") return undefined;
  if (isDiskFull(error)) return problemError("store/full", "The disk is full.", {}, cause);
  return problemError("container/invalid", `Can't unpack the archive: ${error.message.slice(0, 500)}`, {}, cause);
}

function tooLarge(limitBytes: number): ProblemError {
  return problemError(
    "container/limit",
    `The archive is larger than the ${limitBytes} bytes the container may write.`,
    {
      next: "Copy less, or raise the limit of the disk.",
    },
  );
}

function invalid(detail: string, next: string): ProblemError {
  return problemError("container/invalid", detail, { next });
}
