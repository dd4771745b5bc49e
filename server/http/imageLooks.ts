import type {
  History,
  ImageDetail,
  ImageFiles,
  ImageSummary,
  Inspect,
  LayerFiles,
  Stack,
  Waste,
} from "#contract/image.ts";
import type { ImageDockerfile } from "#contract/imageDockerfile.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { imageHistory } from "#server/oci/inspect/history.ts";
import { imageFiles } from "#server/oci/inspect/imageFiles.ts";
import { inspectImage } from "#server/oci/inspect/inspect.ts";
import type { InspectedImage } from "#server/oci/inspect/inspectedImage.ts";
import { layerFiles } from "#server/oci/inspect/layerFiles.ts";
import { layerTree } from "#server/oci/inspect/layerTree.ts";
import { imageStack } from "#server/oci/inspect/stack.ts";
import { imageWaste } from "#server/oci/inspect/waste.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { ContentDigests } from "#server/oci/store/contentDigests.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import type { ContentSizes } from "./contentSizes.ts";
import { dockerfileOf } from "./dockerfileOf.ts";
import { InspectedImages } from "./inspectedImages.ts";

/** A request to view a part of an image. */
export type ImageLook =
  | { readonly at: "image" | "dockerfile" | "stack" | "history" | "inspect" | "waste" }
  | { readonly at: "layer"; readonly layer: number; readonly from: number }
  | { readonly at: "tree"; readonly layer: number }
  | { readonly at: "files"; readonly path: string };

export type LookAnswer = ImageDetail | Stack | LayerFiles | ImageFiles | History | ImageDockerfile | Inspect | Waste;

export const MAX_FILES = 50_000;
const MAX_WASTE = 1000;

/** What a step of a build did, or all files up to it: its layers, base first. */
export interface LayersLook {
  readonly at: "layer" | "tree";
  readonly layers: readonly Digest[];
}

/** Reads the contents of images: this may take seconds and hundreds of megabytes, so it runs in a thread. */
export class ImageLooks {
  readonly #images: ImageStore;
  readonly #opened: InspectedImages;
  readonly #sizes: ContentSizes;

  constructor(images: ImageStore, sizes: ContentSizes) {
    this.#images = images;
    this.#opened = new InspectedImages(images);
    this.#sizes = sizes;
  }

  /** Throws a ProblemError: image/not-found, image/invalid, request/not-found. */
  async look(workspace: string, ref: string, look: ImageLook): Promise<LookAnswer> {
    if (look.at === "image") return this.#detail(workspace, ref);
    if (look.at === "dockerfile") return dockerfileOf(this.#images, workspace, ref);
    const image = this.#opened.open(workspace, ref);
    const { blobs } = this.#images;
    switch (look.at) {
      case "stack":
        return imageStack(image);
      case "history":
        return imageHistory(image);
      case "inspect":
        return inspectImage(image);
      case "waste":
        return wasteOf(image, blobs);
      case "layer":
        return layerFiles(image, look.layer, { from: look.from, limit: MAX_FILES }) ?? missing(`layer ${look.layer}`);
      case "tree":
        return layerTree(image, look.layer, { limit: MAX_FILES }) ?? missing(`layer ${look.layer}`);
      case "files": {
        const files = await imageFiles(image, look.path, async (...place) => blobs.readBytes(...place));
        return files ?? missing(`file ${JSON.stringify(look.path.slice(0, 200))}`);
      }
    }
  }

  #detail(workspace: string, ref: string): ImageDetail {
    const image = this.#images.require(workspace, ref);
    const contentSize = this.#sizes.sizeOf(workspace, image.id);
    return { ...summary(image), contentSize, manifest: image.manifest, config: image.config };
  }
}

function wasteOf(image: InspectedImage, blobs: BlobStore): Waste {
  const digests = new ContentDigests(blobs);
  const layers = image.config.rootfs.diff_ids;
  try {
    return imageWaste(image, {
      limit: MAX_WASTE,
      digestOf: ({ layer, entry }) => digests.of(layers[layer] ?? missing(`layer ${layer}`), entry),
    });
  } finally {
    digests.keep();
  }
}

/** A program of these layers to be used interactively. */
export interface ShellLook {
  readonly layers: readonly Digest[];
  /** What commands in shell form would get; it goes first. */
  readonly preferred: string | undefined;
}

const SHELLS = ["/bin/sh", "/bin/bash", "/bin/ash", "/busybox/sh"];

/** The first that is there and can be executed; null if there is none. */
export function findShell({ blobs }: ImageStore, { layers, preferred }: ShellLook): { readonly shell: string | null } {
  requireLayers(blobs, layers);
  const tree = openFileTree(blobs, layers);
  const shells = preferred?.startsWith("/") ? [preferred, ...SHELLS] : SHELLS;
  const found = shells.find((path) => {
    const entry = tree.lookup(path)?.node.inode.entry;
    return entry?.type === "file" && (entry.mode & 0o111) !== 0;
  });
  return { shell: found ?? null };
}

/** Throws a ProblemError (image/not-found) if one was deleted. */
function requireLayers(blobs: BlobStore, layers: readonly Digest[]): void {
  if (layers.every((diffId) => blobs.has(diffId))) return;
  throw new ProblemError(problem("image/not-found", "The layers of this step were deleted. Build it again."));
}

/** The uppermost of some layers. Throws a ProblemError (image/not-found) if one was deleted. */
export function lookAtLayers({ blobs }: ImageStore, { at, layers }: LayersLook): LayerFiles {
  requireLayers(blobs, layers);
  const inspected = layers.map((diffId) => ({ diffId, size: 0, entries: indexLayer(blobs, diffId) }));
  const list = at === "layer" ? layerFiles : layerTree;
  return list({ layers: inspected }, layers.length - 1, { from: 0, limit: MAX_FILES }) ?? missing("such layer");
}

export function missing(what: string): never {
  throw new ProblemError(problem("request/not-found", `The image has no ${what}.`));
}

function summary(image: StoredImage): ImageSummary {
  const { id, tags, platform, size, layers, built, config } = image;
  const created = config.created === undefined ? {} : { created: config.created };
  return { id, tags: [...tags], platform, size, layers: layers.length, built, ...created };
}
