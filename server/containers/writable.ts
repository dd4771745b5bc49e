import type { Digest } from "#contract/names/digest.ts";
import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { type FileTree, openFileTree } from "#server/oci/store/fileTree.ts";
import { withoutOwnMountPoints } from "#server/rootfs/mountPoints.ts";
import { scanLiveUpper, type UpperEntry } from "#server/rootfs/scanUpper.ts";
import { UPPER_LAYER, upperAsLayer } from "#server/rootfs/upperLayer.ts";
import { SandboxError } from "#server/sandbox/executor/sandboxError.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";

/** A container's root file system, whether or not it runs. */
export interface Writable {
  /** The image's, base first. */
  readonly layers: readonly Digest[];
  /** The folder of the writable layer. */
  readonly upper: string;
  /** Where volumes and tmpfs are mounted: absolute paths. The first start makes missing ones in the upper folder. */
  readonly mountPoints: readonly string[];
}

/** What a writable layer held at one moment. */
export interface WritableContent {
  readonly entries: readonly UpperEntry[];
  /** The image's files. */
  readonly below: FileTree;
  /** Those of the container. */
  readonly merged: FileTree;
}

/**
 * Reads the list of files, not their bytes. Throws a ProblemError (container/state) if commands move folders all the time
 * or nest them too deeply, and a SandboxError.
 */
export async function readWritable(
  blobs: BlobStore,
  { layers, upper }: Pick<Writable, "layers" | "upper">,
  signal?: AbortSignal,
  launch?: Launch,
): Promise<WritableContent> {
  const below = openFileTree(blobs, layers);
  const entries = withoutOwnMountPoints(below, await scanWritable(upper, signal, launch));
  return { entries, below, merged: below.withLayer(UPPER_LAYER, upperAsLayer(entries)) };
}

/** A folder that commands may be writing to: see `readWritable`. */
export async function scanWritable(
  folder: string,
  signal: AbortSignal | undefined,
  launch: Launch | undefined,
): Promise<UpperEntry[]> {
  try {
    return await scanLiveUpper(folder, signal, launch);
  } catch (error) {
    throw scanProblem(error) ?? error;
  }
}

/** What a container does to its own files is no failure of ours. */
function scanProblem(error: unknown): ProblemError | undefined {
  if (!(error instanceof SandboxError)) return undefined;
  const cause = { cause: error };
  if (error.step === "moved") {
    const detail = "The container moves folders faster than they can be read.";
    return problemError("container/state", detail, { next: "Pause or stop it, then try again." }, cause);
  }
  if (error.step !== "too deep") return undefined;
  const detail = `Folders of the container are nested so deeply that a path has more than ${error.message}.`;
  return problemError("container/state", detail, { next: "Remove them in the container." }, cause);
}
