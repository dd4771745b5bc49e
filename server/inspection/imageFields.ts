import type { Attestation, ImageDocument, ImageFields } from "#contract/imageFields.ts";
import { parseJson } from "#contract/parseJson.ts";
import { fieldRows } from "#server/oci/inspect/fieldRows.ts";
import type { InspectedImage } from "#server/oci/inspect/inspectedImage.ts";
import { type ArchivedImage, planArchive } from "#server/oci/store/archive.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { imageDocuments, type ServedImage } from "#server/oci/store/imageDocuments.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { KeptBlob } from "#server/oci/store/keptDocuments.ts";
import { type ReceivedDocuments, receivedDocuments } from "#server/oci/store/receivedDocuments.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { baseAtHand } from "./baseAtHand.ts";
import { keptStatements } from "./keptStatements.ts";

/** The documents behind an image's `docker image inspect`, and where its fields come from. Throws as `parseImageConfig`. */
export function imageFields(images: ImageStore, image: StoredImage, inspected: InspectedImage): ImageFields {
  const base = baseAtHand(images, image);
  const documents = imageDocuments(images, image);
  const {
    images: [first],
    index,
  } = documents;
  return {
    image: image.id,
    rows: fieldRows(inspected),
    ...(base?.config.config && { base: { name: base.name, config: base.config.config } }),
    containerd: { id: index?.digest ?? first.digest, size: packedBytes(first) + (index?.bytes.length ?? 0) },
    manifest: document(images.blobs.readAll(first.digest)),
    config: document(image.configBytes),
    index: document(index?.bytes ?? archiveIndex({ ...image, served: documents })),
    ...receivedFields(images.blobs, image),
  };
}

/** An image that was loaded or pushed has its documents in the store; of one that was pulled, only what is shown is kept. */
function receivedFields(blobs: BlobStore, image: StoredImage): Pick<ImageFields, "received" | "attestations"> {
  const came = receivedDocuments(blobs, image.id, image.workspace);
  const kept = image.documents;
  const manifest = keptDocument(blobs, kept?.manifest) ?? (came?.manifest && document(Buffer.from(came.manifest)));
  const index = keptDocument(blobs, kept?.index) ?? (came?.index && document(Buffer.from(came.index)));
  const statements = kept === undefined ? [] : keptStatements(blobs, kept);
  return {
    ...((came ?? kept?.manifest) && { received: { ...(manifest && { manifest }), ...(index && { index }) } }),
    attestations: (statements.length > 0 ? statements : (came?.statements ?? [])).map(attestation),
  };
}

function keptDocument(blobs: BlobStore, kept: KeptBlob | undefined): ImageDocument | undefined {
  return kept !== undefined && blobs.has(kept.digest) ? document(blobs.readAll(kept.digest)) : undefined;
}

/** Nothing is checked here but that it is JSON: statements are somebody's words. */
function attestation({ digest, size, predicateType, text }: ReceivedDocuments["statements"][number]): Attestation {
  const json = text === undefined ? undefined : parseJson(text);
  return { digest, size, predicateType, ...(json !== undefined && { json }) };
}

/** That store counts what a manifest names, as it is packed, and the documents themselves. */
function packedBytes({ size, blobs }: ServedImage): number {
  return blobs.reduce((sum, blob) => sum + blob.size, size);
}

function document(bytes: Uint8Array): ImageDocument {
  return { digest: digestOf(bytes), size: bytes.length, json: JSON.parse(Buffer.from(bytes).toString("utf8")) };
}

function archiveIndex(image: ArchivedImage): Uint8Array {
  const part = planArchive(image).parts.find(({ path }) => path === "index.json");
  if (part === undefined || !("bytes" in part)) throw new Error("an archive has an index");
  return part.bytes;
}
