import type { Digest } from "#contract/names/digest.ts";
import type { Root } from "#dockerfile/steps/operation.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { rootKey } from "../cache/stepKey.ts";
import type { BuildContext } from "./buildContext.ts";
import { imageSource } from "./imageSource.ts";
import type { SourceTree } from "./sourceTree.ts";

/** Files that a step reads: `key` identifies them without looking at them. */
export interface RootView {
  readonly key: string;
  /** Their layers; absent for the context. */
  readonly layers?: readonly Digest[];
  /** Absent if only the builder has the files. */
  readonly source?: () => SourceTree;
}

/** Files that are here. */
export interface OpenRoot extends RootView {
  readonly source: () => SourceTree;
}

export type RootViews = (root: Root) => Promise<RootView>;
export type RootFiles = (root: Root) => Promise<OpenRoot>;

/** Anything that has layers. */
export type LayeredRoot = Extract<Root, { kind: "stage" | "image" }>;

type LayersOf = (root: LayeredRoot) => Promise<readonly Digest[]>;

/** Opens a root; `layersOf` waits for the stage or finds the image. */
export function rootFiles(blobs: BlobStore, context: BuildContext, layersOf: LayersOf): RootFiles {
  return async (root) => {
    if (root.kind === "context") return contextRoot(context, root);
    const layers = root.kind === "scratch" ? [] : await layersOf(root);
    return { key: rootKey(layers), layers, source: () => imageSource(blobs, openFileTree(blobs, layers)) };
  };
}

/** The same where the files of images and stages are the builder's: only those of contexts are here. */
export function rootKeys(context: BuildContext, layersOf: LayersOf): RootViews {
  return async (root) => {
    if (root.kind === "context") return contextRoot(context, root);
    const layers = root.kind === "scratch" ? [] : await layersOf(root);
    return { key: rootKey(layers), layers };
  };
}

function contextRoot(context: BuildContext, { named }: Extract<Root, { kind: "context" }>): OpenRoot {
  const files = named === undefined ? context : context.named(named);
  return { key: `context ${files.key}`, source: () => files.source() };
}
