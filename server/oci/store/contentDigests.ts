import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { z } from "zod";
import type { Digest } from "#contract/names/digest.ts";
import { digestSchema } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { contentPieces } from "./treeContent.ts";

const SUFFIX = ".digests";
/** By the offset of a file's bytes in the layer. */
const storedSchema = z.record(z.string(), digestSchema);
/** Bytes hashed between two writes, so that work that is cut off is not lost. */
const KEEP_EVERY = 1024 ** 3;

/** The sha256 of the files in layers: computed when first asked for, then kept beside the layer. */
export class ContentDigests {
  readonly #store: BlobStore;
  readonly #layers = new Map<Digest, Record<string, Digest>>();
  readonly #changed = new Set<Digest>();
  #hashed = 0;

  constructor(store: BlobStore) {
    this.#store = store;
  }

  of(layer: Digest, entry: LayerEntry): Digest {
    if (entry.digest !== undefined) return entry.digest;
    const known = this.#digestsOf(layer);
    // Each file has a header before its bytes: no two share an offset.
    const key = String(entry.offset);
    const kept = known[key];
    if (kept !== undefined) return kept;
    const digest = this.#hash(layer, entry);
    known[key] = digest;
    this.#changed.add(layer);
    if (this.#hashed > KEEP_EVERY) this.keep();
    return digest;
  }

  /** Writes what is new. */
  keep(): void {
    this.#hashed = 0;
    for (const layer of this.#changed) {
      this.#store.putSide(layer, SUFFIX, JSON.stringify(this.#digestsOf(layer)));
    }
    this.#changed.clear();
  }

  #hash(layer: Digest, entry: LayerEntry): Digest {
    const hash = createHash("sha256");
    for (const piece of contentPieces(this.#store, { layer, entry })) {
      hash.update(piece);
      this.#hashed += piece.length;
    }
    return `sha256:${hash.digest("hex")}`;
  }

  #digestsOf(layer: Digest): Record<string, Digest> {
    const known = this.#layers.get(layer) ?? this.#read(layer);
    this.#layers.set(layer, known);
    return known;
  }

  #read(layer: Digest): Record<string, Digest> {
    try {
      return storedSchema.parse(JSON.parse(fs.readFileSync(this.#store.sidePath(layer, SUFFIX), "utf8")));
    } catch {
      // Missing or damaged: the digests are computed from the layer again.
      return {};
    }
  }
}
