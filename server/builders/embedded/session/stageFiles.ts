import type { Digest } from "#contract/names/digest.ts";
import type { Root } from "#dockerfile/steps/operation.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { rootKey } from "../cache/stepKey.ts";
import { imageSource } from "../sources/imageSource.ts";
import type { SourceTree } from "../sources/sourceTree.ts";
import type { BuildContext } from "./buildContext.ts";

/** Files that a step reads: `key` identifies them without looking at them. */
export interface RootView {
  readonly key: string;
  /** Their layers; absent for the context. */
  readonly layers?: readonly Digest[];
  source(): SourceTree;
}

export type RootFiles = (root: Root) => Promise<RootView>;

/** Anything that has layers. */
export type LayeredRoot = Extract<Root, { kind: "stage" | "image" }>;

/** Opens a root; `layersOf` waits for the stage or finds the image. */
export function rootFiles(
  blobs: BlobStore,
  context: BuildContext,
  layersOf: (root: LayeredRoot) => Promise<readonly Digest[]>,
): RootFiles {
  return async (root) => {
    if (root.kind === "context") {
      const files = root.named === undefined ? context : context.named(root.named);
      return { key: `context ${files.key}`, source: () => files.source() };
    }
    const layers = root.kind === "scratch" ? [] : await layersOf(root);
    return { key: rootKey(layers), layers, source: () => imageSource(blobs, openFileTree(blobs, layers)) };
  };
}
