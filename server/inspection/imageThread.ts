import path from "node:path";
import { workerData } from "node:worker_threads";
import type { Digest } from "#contract/names/digest.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { encodeLayerIndex } from "#server/oci/store/layerIndexFile.ts";
import type { ListedLayers } from "#server/shares/listedLayers.ts";
import { answerQuestions } from "#server/threads/answerQuestions.ts";
import { type ComparisonLook, ComparisonLooks } from "./comparisonLooks.ts";
import { ContentSizes } from "./contentSizes.ts";
import { findBase, findBases } from "./findBase.ts";
import { archiveOf, archiveOfSeveral, type FoundArchive } from "./foundArchive.ts";
import { findShell, type ImageLook, ImageLooks, type ShellLook } from "./imageLooks.ts";
import { type LayersLook, LayersLooks } from "./layersLooks.ts";
import { type SharedLook, SharedLooks } from "./sharedLooks.ts";

/** A view of an image, or the plan of its archive. */
export type ImageQuestion =
  | { readonly about: "look"; readonly workspace: string; readonly ref: string; readonly look: ImageLook }
  | { readonly about: "comparison"; readonly workspace: string; readonly look: ComparisonLook }
  | { readonly about: "content"; readonly workspace: string }
  | { readonly about: "layers"; readonly look: LayersLook }
  | { readonly about: "index"; readonly diffId: Digest }
  | { readonly about: "shared"; readonly shared: ListedLayers; readonly look: SharedLook }
  | { readonly about: "shell"; readonly look: ShellLook }
  | { readonly about: "base"; readonly workspace: string; readonly ref: string; readonly platform?: string }
  | {
      readonly about: "bases";
      readonly workspace: string;
      readonly refs: readonly string[];
      readonly platform?: string;
    }
  | { readonly about: "archive"; readonly workspace: string; readonly ref: string }
  | { readonly about: "archives"; readonly workspace: string; readonly refs: readonly string[] };

/** JSON, or the archive's plan. */
export type ImageAnswer = Uint8Array | FoundArchive;

const dir = String(workerData);
const images = openImageStore({ dir, blobs: openBlobStore(path.join(dir, "blobs")) });
const sizes = new ContentSizes(images);
const looks = new ImageLooks(images, sizes);
const layersLooks = new LayersLooks(images.blobs);
const comparisons = new ComparisonLooks(images, looks.opened);
const sharedLooks = new SharedLooks(images.blobs);

answerQuestions<ImageQuestion, ImageAnswer>(async (question) => {
  switch (question.about) {
    case "look":
      return bytesOf(await looks.look(question.workspace, question.ref, question.look));
    case "comparison":
      return bytesOf(comparisons.look(question.workspace, question.look));
    case "content":
      sizes.countContent(question.workspace);
      return bytesOf({});
    case "layers":
      return bytesOf(layersLooks.look(question.look));
    case "index":
      return new TextEncoder().encode(encodeLayerIndex(indexLayer(images.blobs, question.diffId)));
    case "shared":
      return bytesOf(await sharedLooks.look(question.shared, question.look));
    case "shell":
      return bytesOf(findShell(images, question.look));
    case "base":
      return bytesOf(findBase(images, question.workspace, question.ref, question.platform));
    case "bases":
      return bytesOf({ images: findBases(images, question.workspace, question.refs, question.platform) });
    case "archive":
      return archiveOf(images, images.require(question.workspace, question.ref));
    case "archives":
      return archiveOfSeveral(images, question.workspace, question.refs);
  }
});

function bytesOf(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
