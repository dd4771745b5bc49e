import type { Efficiency, ImageDifferences, Leftovers } from "#contract/imageLeftovers.ts";
import type { ImageMap } from "#contract/imageMap.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { diveEfficiency } from "#server/oci/inspect/efficiency.ts";
import { imageDifferences } from "#server/oci/inspect/imageDifferences.ts";
import { imageMap } from "#server/oci/inspect/imageMap.ts";
import type { InspectedImage } from "#server/oci/inspect/inspectedImage.ts";
import { imageLeftovers } from "#server/oci/inspect/leftovers.ts";
import type { DigestOf } from "#server/oci/inspect/waste.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { ContentDigests } from "#server/oci/store/contentDigests.ts";

/** A view of what an image could do without. */
export type WasteLook =
  | { readonly at: "leftovers" | "efficiency" }
  | { readonly at: "map"; readonly path: string; readonly depth: number }
  | { readonly at: "differences"; readonly to: string; readonly without: readonly string[] };

export type WasteAnswer = Leftovers | Efficiency | ImageMap | ImageDifferences;

interface WasteSources {
  readonly blobs: BlobStore;
  /** Another image of the workspace. */
  readonly open: (ref: string) => InspectedImage;
}

/** Throws a ProblemError: image/not-found, request/not-found. */
export async function lookAtWaste(
  image: InspectedImage,
  look: WasteLook,
  { blobs, open }: WasteSources,
): Promise<WasteAnswer> {
  switch (look.at) {
    case "leftovers":
      return withDigests(blobs, (digestOf) =>
        imageLeftovers(image, { digestOf, read: async (...place) => blobs.readBytes(...place) }),
      );
    case "efficiency":
      return diveEfficiency(image);
    case "map":
      return imageMap(image, look.path, look.depth) ?? noFolder(look.path);
    case "differences":
      return withDigests(blobs, (digestOf) =>
        imageDifferences(image, open(look.to), { digestOf, without: look.without }),
      );
  }
}

/** Keeps the digests beside the layers, also if the work ends early. */
async function withDigests<T>(blobs: BlobStore, work: (digestOf: DigestOf) => T | Promise<T>): Promise<T> {
  const digests = new ContentDigests(blobs);
  try {
    return await work(({ layer, entry }, { id, layers }) => digests.of(layers[layer]?.diffId ?? id, entry));
  } finally {
    digests.keep();
  }
}

function noFolder(path: string): never {
  throw new ProblemError(
    problem("request/not-found", `The image has no folder ${JSON.stringify(path.slice(0, 200))}.`),
  );
}
