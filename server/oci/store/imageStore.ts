import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ImageSummary } from "#contract/image.ts";
import type { ImageLayers } from "#contract/imageSharing.ts";
import type { Digest } from "#contract/names/digest.ts";
import { normalizedName } from "#contract/names/reference.ts";
import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { BlobStore } from "./blobStore.ts";
import { requireKeepable } from "./config.ts";
import { databaseChanges } from "./databaseChanges.ts";
import type { CollectOptions, Garbage } from "./garbage.ts";
import { collectGarbage } from "./garbage.ts";
import { openImageDatabase } from "./imageDatabase.ts";
import { ImageRows } from "./imageRows.ts";
import type { NewImage } from "./newImage.ts";
import { newRow, storedLayers } from "./newRow.ts";
import type { NewPulledImage, PulledImage, PulledOrigin, PulledUse } from "./pulledImages.ts";
import { PulledImages } from "./pulledImages.ts";
import { requireReference, requireTag } from "./requireReference.ts";
import type { StoredImage } from "./storedImage.ts";

/** Images by workspace and name, and the pulled images that all workspaces share. Synchronous: each call takes well under 1 ms. */
export interface ImageStore {
  readonly blobs: BlobStore;
  /** Throws a ProblemError: image/reference, image/invalid, image/too-large, store/full. */
  put(image: NewImage): StoredImage;
  /** By name, full ID, or six or more digits of an ID. Undefined if there is no match, or several. */
  get(workspace: string, ref: string): StoredImage | undefined;
  /** The same; throws a ProblemError (image/not-found). */
  require(workspace: string, ref: string): StoredImage;
  /** When the image was made or got a name last, in milliseconds since the epoch. Undefined if there is none. */
  touchedAt(workspace: string, ref: string): number | undefined;
  /** Newest first. */
  list(workspace: string): ImageSummary[];
  /** The layers of each, in the same order. */
  listLayers(workspace: string): ImageLayers[];
  /** Records the bytes of the files of an image's layers; without such an image, nothing. */
  setContentSize(workspace: string, id: Digest, bytes: number): void;
  /** Adds a name to the image, moving it from the image that has it. Throws image/not-found, image/reference. */
  tag(workspace: string, ref: string, tag: string): ImageSummary;
  /** Removes a name and never the image; returns whether it existed. Throws image/reference. */
  untag(workspace: string, name: string): boolean;
  /** Removes a name, and the image with its last name; an ID removes the image with all its names. */
  remove(workspace: string, ref: string): { untagged: string[]; deleted?: Digest };
  /** Removes the hidden images of a workspace, but not `used`. */
  dropHidden(workspace: string, used: ReadonlySet<string>): void;
  /** The workspaces that have hidden images. */
  hiddenOwners(): string[];
  /** Removes an image that is still hidden, or lists it if it is used. */
  endHidden(workspace: string, id: Digest, isUsed: boolean): void;
  /** Removes all images of a workspace, whoever uses them. */
  forget(workspace: string): void;
  /** Removes the images with missing blobs; returns their names, or IDs if they have none. */
  dropBroken(): string[];
  /** Stores a pulled image for all workspaces and for offline use. */
  keepPulled(image: NewPulledImage): PulledImage;
  /** Without an origin, an image from a registry wins over one of a seed, and that over a starter image. Throws image/reference. */
  pulled(reference: string, platform: string, origin?: PulledOrigin): PulledImage | undefined;
  /** Like `pulled`, but does not count as a use. */
  lookPulled(reference: string, platform: string, origin?: PulledOrigin): PulledImage | undefined;
  listPulled(): PulledImage[];
  forgetPulled(reference: string, platform: string): void;
  /** The diffId of a registry's layer blob that was unpacked before and is still stored. */
  layerOf(digest: Digest): Digest | undefined;
  rememberLayer(digest: Digest, diffId: Digest): void;
  /** Every image pulled from a registry, with when a build last started from it. */
  pulledUses(): PulledUse[];
  /** Is another one whenever an image or a name changed, whoever changed it: what is worked out from all of them can be kept. */
  changes(): string;
  /** The blobs of the images of all workspaces, and of the seed and the starter images, which are never deleted. */
  lastingBlobs(): Set<Digest>;
  /** Deletes blobs that no image, no pulled image, and nothing in `keep` needs. */
  collectGarbage(keep: Iterable<Digest>, options?: CollectOptions): Promise<Garbage>;
  close(): void;
}

/** Opens `images.db` in `dir`. Several processes may. */
export function openImageStore({ dir, blobs }: { dir: string; blobs: BlobStore }): ImageStore {
  mkdirSync(dir, { recursive: true });
  const database = openImageDatabase(join(dir, "images.db"));
  const rows = new ImageRows(database, blobs);
  const pulled = new PulledImages(database, blobs);

  const require = (workspace: string, ref: string): StoredImage => rows.find(workspace, ref) ?? raise(notFound(ref));
  const requireId = (workspace: string, ref: string): Digest => rows.findId(workspace, ref) ?? raise(notFound(ref));
  const put = ({ others = [], ...image }: NewImage): StoredImage => {
    const first = newRow(blobs, image);
    rows.put(
      first,
      others.map((other) => newRow(blobs, other)),
    );
    return require(image.workspace, first.row.id);
  };

  return {
    blobs,
    put,
    require,
    get: (workspace, ref) => rows.find(workspace, ref),
    touchedAt: (workspace, ref) => rows.touchedAt(workspace, ref),
    list: (workspace) => rows.list(workspace),
    listLayers: (workspace) => rows.listLayers(workspace),
    setContentSize: (workspace, id, bytes) => rows.setContentSize(workspace, id, bytes),
    tag(workspace, ref, tag) {
      const id = requireId(workspace, ref);
      rows.tag(workspace, id, requireTag(tag));
      return rows.summary(workspace, id) ?? raise(notFound(ref));
    },
    untag: (workspace, name) => rows.untag(workspace, requireTag(name)),
    remove: (workspace, ref) => rows.remove(workspace, requireId(workspace, ref), ref),
    dropHidden: (workspace, used) => rows.dropHidden(workspace, used),
    hiddenOwners: () => rows.hiddenOwners(),
    endHidden: (workspace, id, isUsed) => rows.endHidden(workspace, id, isUsed),
    forget: (workspace) => rows.forget(workspace),
    dropBroken: () => rows.dropBroken(),
    keepPulled(image) {
      requireKeepable("configuration", image.config);
      return pulled.keep(image, storedLayers(blobs, image.layers));
    },
    pulled: (reference, platform, origin) => {
      return pulled.get(normalizedName(requireReference(reference)), platform, origin);
    },
    lookPulled: (reference, platform, origin) => {
      return pulled.look(normalizedName(requireReference(reference)), platform, origin);
    },
    listPulled: () => pulled.list(),
    forgetPulled: (reference, platform) => pulled.forget(normalizedName(requireReference(reference)), platform),
    layerOf: (digest) => pulled.layerOf(digest),
    rememberLayer: (digest, diffId) => pulled.rememberLayer(digest, diffId),
    pulledUses: () => pulled.uses(),
    changes: databaseChanges(database),
    lastingBlobs: () => new Set([...rows.references(), ...pulled.references(["seed", "starter"])]),
    collectGarbage: async (keep, options) => {
      const garbage = await collectGarbage(blobs, [...rows.references(), ...pulled.references(), ...keep], options);
      pulled.pruneSources();
      return garbage;
    },
    close: () => database.close(),
  };
}

function notFound(ref: string): ProblemError {
  return problemError("image/not-found", `Image ${JSON.stringify(ref)} not found in this workspace.`, {
    next: "Build it, or check its name in the list of images.",
  });
}

function raise(error: Error): never {
  throw error;
}
