import { z } from "zod";
import { type Descriptor, descriptorSchema } from "#contract/image.ts";
import { type Digest, digestSchema } from "#contract/names/digest.ts";

const documentSchema = z.object({ mediaType: z.string(), digest: digestSchema, size: z.int() });

/** The column `documents` of `image_documents`. */
const keptDocumentsSchema = z.object({
  /** The manifest as it came, and what it names, compressed or not. Absent if that is not kept. */
  manifest: z.optional(documentSchema.extend({ config: documentSchema, layers: z.array(documentSchema) })),
  /** The index as it came, of the image that has the names. */
  index: z.optional(documentSchema),
  /** The manifests with BuildKit's attestations, by their entries in the index, and the blobs that they name. */
  attestations: z.array(z.object({ entry: descriptorSchema, blobs: z.array(documentSchema) })),
});

/** A document or a blob in the store. */
export type KeptBlob = z.infer<typeof documentSchema>;
/** What an image came with from elsewhere: bytes in the store that leave it unchanged. */
export type KeptDocuments = z.infer<typeof keptDocumentsSchema>;
export type KeptAttestation = KeptDocuments["attestations"][number];

export function parseKeptDocuments(column: unknown): KeptDocuments {
  return keptDocumentsSchema.parse(JSON.parse(String(column)));
}

/** Only what the schema has of a descriptor. */
export function keptBlob({ mediaType, digest, size }: Pick<Descriptor, "mediaType" | "digest" | "size">): KeptBlob {
  return { mediaType, digest, size };
}

/** Those that came last, unless they tell nothing of an index that the image has. */
export function richerDocuments(
  had: KeptDocuments | undefined,
  given: KeptDocuments | undefined,
): KeptDocuments | undefined {
  if (had === undefined || given === undefined) return given ?? had;
  return tellsOfIndex(had) && !tellsOfIndex(given) ? had : given;
}

function tellsOfIndex({ index, attestations }: KeptDocuments): boolean {
  return index !== undefined || attestations.length > 0;
}

/** Everything that must stay in the store for them. */
export function* blobsOfDocuments({ manifest, index, attestations }: KeptDocuments): Generator<Digest> {
  if (index !== undefined) yield index.digest;
  if (manifest !== undefined) for (const { digest } of [manifest, manifest.config, ...manifest.layers]) yield digest;
  for (const { entry, blobs } of attestations) for (const { digest } of [entry, ...blobs]) yield digest;
}
