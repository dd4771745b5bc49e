import type { CommitRequest, ContainerSpec } from "#contract/container.ts";
import { goTime } from "#contract/goTime.ts";
import type { ContainerConfig, ImageConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { isKeepableName } from "#server/oci/store/layerWriter.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import type { UpperEntry } from "#server/rootfs/scanUpper.ts";
import { writeUpper } from "#server/rootfs/writeUpper.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { containerChanges } from "./changes.ts";
import { committedImage, containerConfig } from "./committedConfig.ts";
import { readWritable, type Writable } from "./writable.ts";

/** A container to make an image of. */
export interface Committed {
  readonly owner: string;
  readonly writable: Writable;
  /** With everything from the image filled in. */
  readonly spec: ContainerSpec;
  readonly image: CommittedFrom;
}

/** The image of the container; what is known of its making stays known of the image that is made of it. */
export interface CommittedFrom extends Partial<Pick<StoredImage, "provenance" | "source" | "baseName" | "baseLayers">> {
  /** As the container was told. */
  readonly ref: string;
  readonly config: ImageConfig;
}

export interface CommitTools {
  readonly images: ImageStore;
  /** Applies the instructions of `--change`. Throws a ProblemError (container/invalid). */
  readonly changeConfig: (config: ContainerConfig, changes: readonly string[]) => ContainerConfig;
  readonly launch?: Launch;
}

/**
 * `docker commit`: the writable layer becomes a layer of a new image, if it changes anything. Returns the image's ID. The
 * caller pauses the container. Throws a ProblemError: container/invalid, container/state if folders are moved
 * all the time or a layer can't hold a file's name, image/reference, store/full.
 */
export async function commitContainer(
  { images, changeConfig, launch }: CommitTools,
  { writable, ...committed }: Committed,
  request: CommitRequest,
  signal: AbortSignal,
): Promise<Digest> {
  // Mistakes first: writing the layer may take long.
  const config = changeConfig(containerConfig(committed.spec, committed.image.config.config), request.changes ?? []);
  const layer = await writeWritable(images, writable, signal, launch);
  return putCommitted(images, { ...committed, layers: writable.layers, layer, config }, request);
}

/** What is known once the writable layer is in the store: `layer` is undefined if it changes nothing. */
export interface NewImage extends Omit<Committed, "writable"> {
  readonly layers: readonly Digest[];
  readonly layer: Digest | undefined;
  readonly config: ContainerConfig;
}

/** Puts the new image into the store; returns its ID. */
export function putCommitted(
  images: ImageStore,
  { owner, spec, image, config, layer, ...below }: NewImage,
  { tag, message, author }: CommitRequest,
): Digest {
  const notes = { command: spec.command ?? [], created: goTime(Date.now()), message, author };
  const layers = [...below.layers, ...(layer === undefined ? [] : [layer])];
  const isBuilt = image.provenance !== undefined && image.provenance.length > 0;
  const { id } = images.put({
    workspace: owner,
    config: encodeImageConfig(committedImage(image.config, config, layer, notes)),
    layers,
    tags: tag === undefined ? [] : [tag],
    ...(isBuilt
      ? { provenance: [...(image.provenance ?? []), null], ...madeBy(image) }
      : { baseName: image.ref, baseLayers: below.layers.length }),
  });
  return id;
}

function madeBy({ source, baseName, baseLayers }: CommittedFrom) {
  return {
    ...(source !== undefined && { source }),
    ...(baseName !== undefined && { baseName }),
    ...(baseLayers !== undefined && { baseLayers }),
  };
}

/** Undefined if it changes nothing. */
async function writeWritable(
  { blobs }: ImageStore,
  writable: Writable,
  signal: AbortSignal,
  launch: Launch | undefined,
): Promise<Digest | undefined> {
  const content = await readWritable(blobs, writable, signal, launch);
  if (containerChanges(content).length === 0) return undefined;
  requireKeepableNames(content.entries);
  return (await writeUpper(blobs, writable.upper, content.entries, signal, true)).diffId;
}

/** Docker keeps such a file, and its image then lacks the file that the name says was deleted. */
function requireKeepableNames(entries: readonly UpperEntry[]): void {
  const found = entries.find(({ path }) => !isKeepableName(path));
  if (found === undefined) return;
  const detail = `/${found.path} can't be committed: in a layer, names that begin with .wh. mark deleted files.`;
  throw problemError("container/state", detail, { next: "Rename or remove it in the container." });
}
