import * as fs from "node:fs";
import { z } from "zod";
import { type Digest, digestSchema } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";

/** Most bytes of one statement that are kept: SBOMs of large images have more. */
export const MAX_STATEMENT = 2 * 1024 * 1024;
/** Most statements of one image. */
export const MAX_STATEMENTS = 8;

/** For everybody: the image was pulled for all. */
export const EVERYBODY = "";

const SUFFIX = ".received";
const documentsSchema = z.object({
  /** The bytes as text: a document with this digest. */
  index: z.string().optional(),
  manifest: z.string().optional(),
  statements: z.array(
    z.object({ digest: digestSchema, size: z.int(), predicateType: z.string(), text: z.string().optional() }),
  ),
});
const storedSchema = z.object({ version: z.literal(1), by: z.record(z.string(), documentsSchema) });

/** The documents that an image came with. `text` is absent if a statement is too large. */
export type ReceivedDocuments = z.infer<typeof documentsSchema>;

type Sides = Pick<BlobStore, "sidePath" | "putSide">;

/** Keeps them beside the image's configuration, for one owner or everybody: others may have had the image from elsewhere. */
export function keepReceived(blobs: Sides, image: Digest, whose: string, documents: ReceivedDocuments): void {
  const by = { ...read(blobs, image), [whose]: documents };
  blobs.putSide(image, SUFFIX, JSON.stringify({ version: 1, by }));
}

/** The owner's, or else everybody's. */
export function receivedDocuments(blobs: Sides, image: Digest, owner: string): ReceivedDocuments | undefined {
  const by = read(blobs, image);
  return by[owner] ?? by[EVERYBODY];
}

function read(blobs: Sides, image: Digest): Readonly<Record<string, ReceivedDocuments>> {
  try {
    return storedSchema.parse(JSON.parse(fs.readFileSync(blobs.sidePath(image, SUFFIX), "utf8"))).by;
  } catch {
    // Missing or damaged: nothing is known then.
    return {};
  }
}
