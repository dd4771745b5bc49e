import * as fs from "node:fs";
import { z } from "zod";
import { type CompressedSize, compressedSizeSchema } from "#contract/imageFacts.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";

const SUFFIX = ".compressed";
const storedSchema = z.object({ ...compressedSizeSchema.shape, version: z.literal(1) });

type Sides = Pick<BlobStore, "sidePath" | "putSide">;

/** Records how large a layer is compressed, beside the layer: what came wins over what leaves. */
export function keepCompressedSize(blobs: Sides, layer: Digest, compressed: CompressedSize): void {
  if (compressed.how === "packed" && compressedSizeOf(blobs, layer) !== undefined) return;
  blobs.putSide(layer, SUFFIX, JSON.stringify({ version: 1, ...compressed }));
}

/** Undefined if it is not known: then the layer has to be compressed. */
export function compressedSizeOf(blobs: Sides, layer: Digest): CompressedSize | undefined {
  try {
    const { size, how } = storedSchema.parse(JSON.parse(fs.readFileSync(blobs.sidePath(layer, SUFFIX), "utf8")));
    return { size, how };
  } catch {
    // Missing or damaged: it is worked out again.
    return undefined;
  }
}
