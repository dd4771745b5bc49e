import * as fs from "node:fs";
import { join } from "node:path";
import type { Digest } from "#contract/digest.ts";
import type { BlobStore } from "#server/images/blobStore.ts";
import { digestFromHex, hexOf } from "#server/images/digest.ts";
import { isAlive } from "#server/images/isAlive.ts";
import { indexLayer } from "#server/images/layerIndex.ts";
import { temporaryName } from "#server/images/temporaryFiles.ts";
import { removeTrees } from "../executor/removeTrees.ts";
import { unpackLayer } from "../executor/unpackLayer.ts";
import { CacheFolders } from "./cacheFolders.ts";
import { lockFile } from "./lockFile.ts";

/** An upper folder for one RUN, with the work folder that overlayfs wants beside it. */
export interface UpperFolder {
  readonly upper: string;
  readonly work: string;
  /** Makes the upper folder the snapshot of the layer that was written from it. */
  keepAs(diffId: Digest): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Layers unpacked into folders, by diffId. A folder under its final name is whole: it was made elsewhere and renamed.
 * Several builder processes share the store; what one unpacked, the other finds.
 */
export interface SnapshotStore {
  /** The unpacked layers, top first, as overlayfs wants them; makes those that are missing. */
  lowerDirs(layers: readonly Digest[]): Promise<string[]>;
  newUpper(): UpperFolder;
  /** A folder that lasts, made where it is missing: cache mounts. */
  lasting(name: string): string;
  /** Where that folder is, whether or not it is there. */
  pathOfLasting(name: string): string;
  /** Waits until nobody else (in any process) holds it; gives what lets it go. */
  lockLasting(name: string, signal: AbortSignal): Promise<() => Promise<void>>;
  readonly caches: CacheFolders;
  /** The layers that are unpacked. */
  list(): Digest[];
  /**
   * Takes an unpacked layer away in one move; only where no build is under way. Gives what removes its files, which may
   * take long, and may be left to `clean`.
   */
  takeAway(diffId: Digest): () => Promise<void>;
  /** Removes what dead processes left half-made. */
  clean(): Promise<void>;
}

const DIFFERENT_FOLDER = new Set(["EEXIST", "ENOTEMPTY"]);

function isLeftover(name: string): boolean {
  if (name.startsWith("lock-")) return false;
  const pid = Number(name.split("-", 1)[0]);
  return !Number.isInteger(pid) || pid <= 0 || !isAlive(pid);
}

/** Most folders are ours and small; only a builder that owns foreign ids needs the helper. */
async function removeFolder(path: string): Promise<void> {
  try {
    fs.rmSync(path, { recursive: true, force: true });
  } catch {
    await removeTrees([path]);
  }
}

/** The folders of cache mounts of the snapshot store in `dir`. */
export function cacheFoldersOf(dir: string): CacheFolders {
  return new CacheFolders(join(dir, "mounts"), join(dir, "tmp"));
}

export function openSnapshotStore(dir: string, blobs: BlobStore): SnapshotStore {
  const layersDir = join(dir, "layers");
  const temporary = join(dir, "tmp");
  const mounts = join(dir, "mounts");
  for (const folder of [layersDir, temporary, mounts]) fs.mkdirSync(folder, { recursive: true });
  // A set-uid program that a command of the real root's builder made must be out of other people's reach.
  fs.chmodSync(dir, 0o700);
  const unpacking = new Map<Digest, Promise<string>>();

  const settle = async (from: string, diffId: Digest): Promise<string> => {
    const place = join(layersDir, hexOf(diffId));
    try {
      fs.renameSync(from, place);
    } catch (error) {
      // Another process, or another RUN with the same result, was first.
      if (!(error instanceof Error && "code" in error && DIFFERENT_FOLDER.has(String(error.code)))) throw error;
      await removeFolder(from);
    }
    return place;
  };
  const unpack = async (diffId: Digest): Promise<string> => {
    const target = join(temporary, temporaryName());
    fs.mkdirSync(target);
    try {
      await unpackLayer(blobs.path(diffId), indexLayer(blobs, diffId), target);
    } catch (error) {
      await removeFolder(target);
      throw error;
    }
    return await settle(target, diffId);
  };
  const ensure = (diffId: Digest): Promise<string> => {
    const place = join(layersDir, hexOf(diffId));
    if (fs.existsSync(place)) return Promise.resolve(place);
    const running = unpacking.get(diffId) ?? unpack(diffId).finally(() => unpacking.delete(diffId));
    unpacking.set(diffId, running);
    return running;
  };

  return {
    // A layer that comes twice (an empty one) is mounted once: the upper one counts.
    lowerDirs: async (layers) => await Promise.all([...new Set(layers.toReversed())].map(ensure)),
    newUpper() {
      const base = join(temporary, temporaryName());
      const upper = join(base, "upper");
      const work = join(base, "work");
      fs.mkdirSync(upper, { recursive: true });
      fs.mkdirSync(work);
      return {
        upper,
        work,
        async keepAs(diffId) {
          if (!fs.existsSync(join(layersDir, hexOf(diffId)))) await settle(upper, diffId);
          await removeFolder(base);
        },
        discard: () => removeFolder(base),
      };
    },
    lasting(name) {
      const place = join(mounts, name);
      fs.mkdirSync(place, { recursive: true });
      return place;
    },
    pathOfLasting: (name) => join(mounts, name),
    caches: cacheFoldersOf(dir),
    lockLasting: (name, signal) => lockFile(join(temporary, `lock-${name}`), signal),
    list: () => fs.readdirSync(layersDir).flatMap((name) => (/^[0-9a-f]{64}$/.test(name) ? [digestFromHex(name)] : [])),
    takeAway(diffId) {
      const trash = join(temporary, temporaryName());
      fs.renameSync(join(layersDir, hexOf(diffId)), trash);
      return () => removeTrees([trash]);
    },
    async clean() {
      const left = fs.readdirSync(temporary).filter(isLeftover);
      for (const name of left) await removeFolder(join(temporary, name));
    },
  };
}
