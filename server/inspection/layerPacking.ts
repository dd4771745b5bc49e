import type { CompressedSize } from "#contract/imageFacts.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { compressedSizeOf } from "#server/oci/store/compressedSize.ts";
import { packedSize } from "#server/oci/store/compressLayer.ts";

/** Layers that wait or are worked on; a layer that several ask for counts once. */
const MOST = 32;

interface Work {
  readonly size: Promise<CompressedSize>;
  readonly given: AbortController;
  asking: number;
}

/** Works out how large layers are compressed, one at a time, and only as long as someone waits for it. */
export class LayerPacking {
  readonly #blobs: BlobStore;
  readonly #work = new Map<Digest, Work>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(blobs: BlobStore) {
    this.#blobs = blobs;
  }

  /** Throws a ProblemError (request/too-many), or the signal's reason. */
  async sizeOf(layer: Digest, signal: AbortSignal): Promise<CompressedSize> {
    signal.throwIfAborted();
    const known = compressedSizeOf(this.#blobs, layer);
    if (known !== undefined) return known;
    const work = this.#work.get(layer) ?? this.#start(layer);
    work.asking += 1;
    const leave = () => {
      work.asking -= 1;
      if (work.asking === 0) work.given.abort();
    };
    signal.addEventListener("abort", leave, { once: true });
    try {
      return await work.size;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  #start(layer: Digest): Work {
    if (this.#work.size >= MOST) {
      const next = "Try again in a minute.";
      throw new ProblemError(problem("request/too-many", "Too many layers are being compressed.", { next }));
    }
    const given = new AbortController();
    const size = this.#last.then(async (): Promise<CompressedSize> => {
      given.signal.throwIfAborted();
      return { size: await packedSize(this.#blobs, layer, { signal: given.signal }), how: "packed" };
    });
    const work = { size, given, asking: 0 };
    this.#work.set(layer, work);
    const end = () => {
      if (this.#work.get(layer) === work) this.#work.delete(layer);
    };
    // Whoever asks after it was given up on starts it again.
    given.signal.addEventListener("abort", end);
    this.#last = size.then(end, end);
    return work;
  }
}
