import type { ComparedImage, ComparedPackages, ImageComparison } from "#contract/imageComparison.ts";
import type { EntriesPage } from "#contract/imageEntries.ts";
import { comparedEntries, type EntriesWanted } from "#server/oci/compare/comparedEntries.ts";
import { type ComparedImages, compareImages } from "#server/oci/compare/compareImages.ts";
import type { InspectedImage } from "#server/oci/inspect/inspectedImage.ts";
import { analyzeLayers } from "#server/oci/inspect/layerAnalysis.ts";
import { comparePackages } from "#server/oci/packages/comparePackages.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import { ContentDigests } from "#server/oci/store/contentDigests.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import type { InspectedImages } from "./inspectedImages.ts";

/** A view of two images: `a` is before, `b` after. */
export type ComparisonLook = { readonly a: string; readonly b: string } & (
  | { readonly at: "overview"; readonly sources: { readonly a?: AskedSource; readonly b?: AskedSource } }
  | { readonly at: "packages" }
  | { readonly at: "entries"; readonly wanted: EntriesWanted }
);

/** The build that was asked for: an equal image may have been made by a later one, from another text. */
export type AskedSource = Pick<ComparedImage, "build" | "source">;

export type ComparisonAnswer = ImageComparison | EntriesPage | ComparedPackages;

/** Most paths that are kept of one comparison, and of all that are kept for their next page. */
const MAX_PATHS = 300_000;

/** Compares images; what differs is kept for the next page, and the trees are not. */
export class ComparisonLooks {
  readonly #images: ImageStore;
  readonly #opened: InspectedImages;
  readonly #kept = new BoundedCache<string, ComparedImages>(MAX_PATHS);

  constructor(images: ImageStore, opened: InspectedImages) {
    this.#images = images;
    this.#opened = opened;
  }

  /** Throws a ProblemError: image/not-found, image/invalid. */
  look(workspace: string, look: ComparisonLook): ComparisonAnswer {
    const a = this.#opened.open(workspace, look.a);
    const b = this.#opened.open(workspace, look.b);
    switch (look.at) {
      case "overview":
        return withSources(this.#compared(a, b).comparison, look.sources);
      case "entries":
        return comparedEntries(this.#compared(a, b).paths, look.wanted, (path) => folderIn([b, a], path));
      case "packages":
        return comparePackages(analyzeLayers(a).tree, analyzeLayers(b).tree, (inode) =>
          readContent(this.#images.blobs, inode),
        );
    }
  }

  #compared(a: InspectedImage, b: InspectedImage): ComparedImages {
    const key = JSON.stringify([a.id, a.tags, a.source?.build, b.id, b.tags, b.source?.build]);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const digests = new ContentDigests(this.#images.blobs);
    try {
      const compared = compareImages(a, b, {
        digestOf: (layer, entry) => digests.of(layer, entry),
        limit: MAX_PATHS,
      });
      this.#kept.set(key, compared, Math.min(compared.paths.length + 1, MAX_PATHS));
      return compared;
    } finally {
      digests.keep();
    }
  }
}

function withSources(comparison: ImageComparison, { a, b }: { a?: AskedSource; b?: AskedSource }): ImageComparison {
  return { ...comparison, a: { ...comparison.a, ...a }, b: { ...comparison.b, ...b } };
}

function folderIn(images: readonly InspectedImage[], path: string) {
  for (const image of images) {
    const found = analyzeLayers(image).tree.lookup(path, false);
    if (found !== undefined) return found.node.inode;
  }
  return undefined;
}
