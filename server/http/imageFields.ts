import type { ImageDocument, ImageFields } from "#contract/imageFields.ts";
import { parseJson } from "#contract/parseJson.ts";
import { fieldRows } from "#server/oci/inspect/fieldRows.ts";
import type { InspectedImage } from "#server/oci/inspect/inspectedImage.ts";
import { planArchive } from "#server/oci/store/archive.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { storedIndex } from "#server/oci/store/imageIndex.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { type ReceivedDocuments, receivedDocuments } from "#server/oci/store/receivedDocuments.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { baseAtHand } from "./baseAtHand.ts";

/** The documents behind an image's `docker image inspect`, and where its fields come from. Throws as `parseImageConfig`. */
export function imageFields(images: ImageStore, image: StoredImage, inspected: InspectedImage): ImageFields {
  const base = baseAtHand(images, image);
  const index = storedIndex(images, image);
  return {
    image: image.id,
    rows: fieldRows(inspected),
    ...(base?.config.config && { base: { name: base.name, config: base.config.config } }),
    containerd: { id: index?.digest ?? image.manifestDigest, size: packedBytes(images, image) },
    manifest: document(images.blobs.readAll(image.manifestDigest)),
    config: document(image.configBytes),
    index: document(index?.bytes ?? archiveIndex(image)),
    ...receivedFields(receivedDocuments(images.blobs, image.id, image.workspace)),
  };
}

/** Nothing is checked here but that it is JSON: statements are somebody's words. */
function receivedFields(received: ReceivedDocuments | undefined): Pick<ImageFields, "received" | "attestations"> {
  if (received === undefined) return { attestations: [] };
  const { manifest, index, statements } = received;
  return {
    received: {
      ...(manifest !== undefined && { manifest: document(Buffer.from(manifest)) }),
      ...(index !== undefined && { index: document(Buffer.from(index)) }),
    },
    attestations: statements.map(({ digest, size, predicateType, text }) => {
      const json = text === undefined ? undefined : parseJson(text);
      return { digest, size, predicateType, ...(json !== undefined && { json }) };
    }),
  };
}

/** That store counts what a manifest names, as it is packed: in our archives, layers are plain tars. */
function packedBytes({ blobs }: ImageStore, { manifest, manifestDigest }: StoredImage): number {
  const named = [manifest.config, ...manifest.layers].reduce((sum, { size }) => sum + size, 0);
  return named + (blobs.size(manifestDigest) ?? 0);
}

function document(bytes: Uint8Array): ImageDocument {
  return { digest: digestOf(bytes), size: bytes.length, json: JSON.parse(Buffer.from(bytes).toString("utf8")) };
}

function archiveIndex(image: StoredImage): Uint8Array {
  const part = planArchive(image).parts.find(({ path }) => path === "index.json");
  if (part === undefined || !("bytes" in part)) throw new Error("an archive has an index");
  return part.bytes;
}
