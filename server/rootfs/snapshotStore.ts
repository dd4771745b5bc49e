import * as fs from "node:fs";
import { basename, join } from "node:path";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestFromHex, hexOf } from "#server/oci/store/digest.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { isLeftover, temporaryName } from "#server/oci/store/temporaryFiles.ts";
import { measureTree } from "#server/sandbox/executor/measureTree.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import { isDiskFull, SandboxError } from "#server/sandbox/executor/sandboxError.ts";
import { giveToSandbox } from "#server/sandbox/executor/sandboxIds.ts";
import { CacheFolders } from "./cacheFolders.ts";
import { lockFile } from "./lockFile.ts";
import { setAsideForeign } from "./setAsideLayers.ts";
import { unpackLayer } from "./unpackLayer.ts";

/** Two empty folders on the file system of the layers. */
export interface ScratchFolder {
  readonly upper: string;
  readonly work: string;
  discard(): Promise<void>;
}

/** An upper folder for one RUN, with the work folder that overlayfs needs beside it. */
export interface UpperFolder extends ScratchFolder {
  /** Turns the upper folder into the snapshot of the layer that was written from it. */
  keepAs(diffId: Digest): Promise<void>;
}

/**
 * Layers unpacked into folders, by diffId. A folder under its final name is complete: it was made elsewhere, then
 * renamed. Several builder processes share the store and its layers.
 */
export interface SnapshotStore {
  /**
   * The unpacked layers, top first, as overlayfs needs them; unpacks missing ones, after passing the size of
   * each to `onUnpack`, which can stop this by throwing.
   */
  lowerDirs(layers: readonly Digest[], onUnpack: (bytes: number) => void): Promise<string[]>;
  newUpper(): UpperFolder;
  /** For the builder's own programs, such as git: belongs to its user, not to a sandbox's. */
  newScratch(): ScratchFolder;
  /** A permanent folder, made if it is missing: cache mounts. */
  cacheDir(name: string): string;
  /** The path of that folder, whether or not it exists. */
  cacheDirPath(name: string): string;
  /** Waits until no one else (in any process) holds it; returns a function that releases it. */
  lockCacheDir(name: string, signal: AbortSignal): Promise<() => Promise<void>>;
  readonly caches: CacheFolders;
  /** The layers that are unpacked. */
  list(): Digest[];
  /**
   * Detaches an unpacked layer in one move; only if no build is running. Returns a function that removes its files,
   * which may take long and may be left to `clean`.
   */
  detach(diffId: Digest): () => Promise<void>;
  /** Removes what dead processes left incomplete. Throws if something can't be removed. */
  clean(): Promise<void>;
  /** Removes all incomplete folders; only if no build is running. Returns the bytes that could not be removed. */
  cleanAll(signal: AbortSignal): Promise<number>;
}

const DIFFERENT_FOLDER = new Set(["EEXIST", "ENOTEMPTY"]);

/** Most have at most an empty folder left; what a command or a layer made there may be deeper than any path. */
async function removeFolder(path: string, signal?: AbortSignal): Promise<void> {
  try {
    for (const name of fs.readdirSync(path)) fs.rmdirSync(join(path, name));
    fs.rmdirSync(path);
  } catch {
    await removeTrees([path], undefined, signal);
  }
}

function changedAt(path: string): number {
  return fs.lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The mode of a command's `/`, unless a layer sets another: anyone may enter it, regardless of the umask. */
function makeRoot(path: string): void {
  fs.mkdirSync(path);
  fs.chmodSync(path, 0o755);
}

/** Blames the layer for what no file system can hold; a full disk is a problem of the machine. */
function unpackError(error: unknown): unknown {
  const isLayers = error instanceof SandboxError && error.step === "unpack" && !isDiskFull(error);
  if (!isLayers) return error;
  return problemError("image/invalid", `Can't unpack a layer of the image: ${error.message.slice(0, 500)}`, {
    next: "Use another base image. Docker can't run this one either.",
  });
}

/** The folders of cache mounts of the snapshot store in `dir`. */
export function cacheFoldersOf(dir: string): CacheFolders {
  return new CacheFolders(join(dir, "mounts"), join(dir, "tmp"));
}

export function openSnapshotStore(dir: string, blobs: BlobStore): SnapshotStore {
  const layersDir = join(dir, "layers");
  const temporary = join(dir, "tmp");
  const mounts = join(dir, "mounts");
  setAsideForeign(dir);
  for (const folder of [layersDir, temporary, mounts]) fs.mkdirSync(folder, { recursive: true });
  // The root of sandboxes must be able to enter these; no one else may, as a set-uid program may be below.
  for (const folder of [dir, layersDir, temporary, mounts]) giveToSandbox(folder);
  fs.chmodSync(dir, 0o700);
  const unpacking = new Map<Digest, Promise<string>>();

  const halfMade = () =>
    fs.readdirSync(temporary).flatMap((name) => (name.startsWith("lock-") ? [] : [join(temporary, name)]));
  const settle = async (from: string, diffId: Digest): Promise<string> => {
    const place = join(layersDir, hexOf(diffId));
    try {
      fs.renameSync(from, place);
    } catch (error) {
      // Another process, or another RUN with the same result, was faster.
      if (!(error instanceof Error && "code" in error && DIFFERENT_FOLDER.has(String(error.code)))) throw error;
      await removeFolder(from);
    }
    return place;
  };
  const unpack = async (diffId: Digest): Promise<string> => {
    const target = join(temporary, temporaryName());
    makeRoot(target);
    try {
      await unpackLayer(blobs.path(diffId), indexLayer(blobs, diffId), target);
    } catch (error) {
      await removeFolder(target);
      throw unpackError(error);
    }
    return await settle(target, diffId);
  };
  const ensure = async (diffId: Digest, onUnpack: (bytes: number) => void): Promise<string> => {
    const place = join(layersDir, hexOf(diffId));
    if (fs.existsSync(place)) return place;
    const begun = unpacking.get(diffId);
    if (begun !== undefined) return await begun;
    onUnpack(blobs.size(diffId) ?? 0);
    const running = unpack(diffId).finally(() => unpacking.delete(diffId));
    unpacking.set(diffId, running);
    return await running;
  };

  const newScratch = (): ScratchFolder & { readonly base: string } => {
    const base = join(temporary, temporaryName());
    const [upper, work] = [join(base, "upper"), join(base, "work")];
    fs.mkdirSync(base);
    makeRoot(upper);
    fs.mkdirSync(work);
    return { base, upper, work, discard: () => removeFolder(base) };
  };

  return {
    newScratch,
    // A layer that occurs twice (an empty one) is mounted once: the upper one counts.
    lowerDirs: async (layers, onUnpack) =>
      await Promise.all([...new Set(layers.toReversed())].map((diffId) => ensure(diffId, onUnpack))),
    newUpper() {
      const { base, ...folders } = newScratch();
      for (const folder of [base, folders.upper, folders.work]) giveToSandbox(folder);
      return {
        ...folders,
        async keepAs(diffId) {
          if (!fs.existsSync(join(layersDir, hexOf(diffId)))) await settle(folders.upper, diffId);
          await removeFolder(base);
        },
      };
    },
    cacheDir(name) {
      const place = join(mounts, name);
      fs.mkdirSync(place, { recursive: true });
      return place;
    },
    cacheDirPath: (name) => join(mounts, name),
    caches: cacheFoldersOf(dir),
    lockCacheDir: (name, signal) => lockFile(join(temporary, `lock-${name}`), signal),
    list: () => fs.readdirSync(layersDir).flatMap((name) => (/^[0-9a-f]{64}$/.test(name) ? [digestFromHex(name)] : [])),
    detach(diffId) {
      const trash = join(temporary, temporaryName());
      fs.renameSync(join(layersDir, hexOf(diffId)), trash);
      return () => removeTrees([trash]);
    },
    async clean() {
      const left = halfMade().filter((path) => isLeftover(basename(path), changedAt(path)));
      const removals = left.map((path) => removeFolder(path));
      await Promise.allSettled(removals);
      await Promise.all(removals);
    },
    async cleanAll(signal) {
      let bytes = 0;
      for (const path of halfMade()) {
        if (signal.aborted) break;
        await removeFolder(path, signal).catch(() => undefined);
        if (fs.existsSync(path)) bytes += await measureTree(path).catch(() => 0);
      }
      return bytes;
    },
  };
}
