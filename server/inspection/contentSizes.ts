import type { Digest } from "#contract/names/digest.ts";
import { ProblemError } from "#contract/problemError.ts";
import { contentSize } from "#server/oci/inspect/contentSize.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";

/** Longest time for one list: what is left is counted for the next one. */
const PATIENCE_MS = 1000;

/** Counts the content of images once and records it in the store. Reads their layers, so it runs in a thread. */
export class ContentSizes {
  readonly #images: ImageStore;
  readonly #patience: number;
  /** Not read again each time that they are listed. */
  readonly #damaged = new Set<Digest>();

  /** `patience`: milliseconds for one list; at least one image is counted. */
  constructor(images: ImageStore, patience = PATIENCE_MS) {
    this.#images = images;
    this.#patience = patience;
  }

  /** The images of a workspace that are not counted yet, the newest first. */
  countContent(workspace: string): void {
    const end = performance.now() + this.#patience;
    for (const { id, contentSize: known } of this.#images.list(workspace)) {
      if (known !== undefined || this.#damaged.has(id)) continue;
      this.#count(workspace, id);
      if (performance.now() > end) return;
    }
  }

  #count(workspace: string, id: Digest): void {
    try {
      this.sizeOf(workspace, id);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#damaged.add(id);
    }
  }

  /** Throws a ProblemError: image/not-found, image/invalid. */
  sizeOf(workspace: string, ref: string): number {
    const { id, layers, contentSize: known } = this.#images.require(workspace, ref);
    if (known !== undefined) return known;
    const opened = layers.map(({ diffId, size }) => ({
      diffId,
      size,
      entries: indexLayer(this.#images.blobs, diffId),
    }));
    const bytes = contentSize({ layers: opened });
    this.#images.setContentSize(workspace, id, bytes);
    return bytes;
  }
}
