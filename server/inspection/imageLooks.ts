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
import type { EntriesPage, EntriesQuery } from "#contract/imageEntries.ts";
import type { ImageFacts } from "#contract/imageFacts.ts";
import type { ImageFields } from "#contract/imageFields.ts";
import type { Digest } from "#contract/names/digest.ts";
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
import { servedManifest } from "#server/oci/store/imageDocuments.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import type { ContentSizes } from "./contentSizes.ts";
import { dockerfileOf } from "./dockerfileOf.ts";
import { entriesOf, storedContent } from "./entriesOf.ts";
import { type FileLook, type FileLookAnswer, lookAtFile } from "./fileLooks.ts";
import { imageFields } from "./imageFields.ts";
import { factsOf } from "./imagesAtHand.ts";
import { InspectedImages } from "./inspectedImages.ts";
import { requireLayers } from "./layersLooks.ts";
import { missing } from "./missing.ts";
import { MAX_FILES } from "./mostFiles.ts";
import { lookAtWaste, type WasteAnswer, type WasteLook } from "./wasteLooks.ts";

/** A request to view a part of an image. */
export type ImageLook =
  | { readonly at: "image" | "dockerfile" | "stack" | "history" | "inspect" | "waste" | "facts" | "fields" }
  | { readonly at: "layer"; readonly layer: number; readonly from: number }
  | { readonly at: "tree"; readonly layer: number }
  | { readonly at: "files"; readonly path: string }
  | { readonly at: "entries"; readonly layer: number; readonly query: EntriesQuery }
  | FileLook
  | WasteLook;

export type LookAnswer =
  | EntriesPage
  | FileLookAnswer
  | History
  | ImageDetail
  | ImageDockerfile
  | ImageFacts
  | ImageFields
  | ImageFiles
  | Inspect
  | LayerFiles
  | Stack
  | Waste
  | WasteAnswer;

const MAX_WASTE = 1000;

/** Reads the contents of images: this may take seconds and hundreds of megabytes, so it runs in a thread. */
export class ImageLooks {
  readonly #images: ImageStore;
  readonly opened: InspectedImages;
  readonly #sizes: ContentSizes;

  constructor(images: ImageStore, sizes: ContentSizes) {
    this.#images = images;
    this.opened = new InspectedImages(images);
    this.#sizes = sizes;
  }

  /** Throws a ProblemError: image/not-found, image/invalid, request/not-found. */
  async look(workspace: string, ref: string, look: ImageLook): Promise<LookAnswer> {
    if (look.at === "image") return this.#detail(workspace, ref);
    if (look.at === "facts") return factsOf(this.#images, workspace, ref);
    if (look.at === "dockerfile") return dockerfileOf(this.#images, workspace, ref);
    const image = this.opened.open(workspace, ref);
    const { blobs } = this.#images;
    switch (look.at) {
      case "stack":
        return imageStack(image);
      case "history":
        return imageHistory(image);
      case "inspect":
        return inspectImage(image);
      case "fields":
        return imageFields(this.#images, this.#images.require(workspace, ref), image);
      case "waste":
        return wasteOf(image, blobs);
      case "leftovers":
      case "efficiency":
      case "map":
      case "differences":
        return lookAtWaste(image, look, { blobs, open: (other) => this.opened.open(workspace, other) });
      case "layer":
        return layerFiles(image, look.layer, { from: look.from, limit: MAX_FILES }) ?? missing(`layer ${look.layer}`);
      case "tree":
        return layerTree(image, look.layer, { limit: MAX_FILES }) ?? missing(`layer ${look.layer}`);
      case "entries":
        return entriesOf(image, look, storedContent(blobs));
      case "files": {
        const files = await imageFiles(image, look.path, async (...place) => blobs.readBytes(...place));
        return files ?? missing(`file ${JSON.stringify(look.path.slice(0, 200))}`);
      }
      case "content":
      case "versions":
      case "folder":
      case "changes":
      case "search":
        return lookAtFile(image, blobs, look);
    }
  }

  #detail(workspace: string, ref: string): ImageDetail {
    const image = this.#images.require(workspace, ref);
    const contentSize = this.#sizes.sizeOf(workspace, image.id);
    const manifest = servedManifest(this.#images, image);
    return { ...summary(image), contentSize, manifest, config: image.config };
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

function summary(image: StoredImage): ImageSummary {
  const { id, tags, platform, size, layers, built, config, platforms } = image;
  const created = config.created === undefined ? {} : { created: config.created };
  const index = platforms && { platforms: [...platforms] };
  return { id, tags: [...tags], platform, size, layers: layers.length, built, ...created, ...index };
}
