import type { Digest } from "#contract/names/digest.ts";
import type { IndexedManifest } from "#server/oci/distribution/readIndex.ts";
import { type KeptBlob, type KeptDocuments, keptBlob } from "#server/oci/store/keptDocuments.ts";
import { DOCKER_MANIFEST, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import type { ArchivedPlatform } from "./archivedImages.ts";
import type { ArchiveRoom } from "./archiveRoom.ts";

/**
 * What is kept of how an archive names an image: the attestations, and the manifest if there is room for the packed layers
 * beside the plain ones. Throws a ProblemError (image/too-large).
 */
export function archivedDocuments(
  { named }: ArchivedPlatform,
  { index, plain }: { readonly index: KeptBlob | undefined; readonly plain: readonly Digest[] },
  { room, keepsPacked = true }: { readonly room: ArchiveRoom; readonly keepsPacked?: boolean },
): KeptDocuments | undefined {
  if (named === undefined) return undefined;
  const attestations = named.attestations.map(keptAttestation);
  for (const { entry, blobs } of attestations) room.take([entry, ...blobs]);
  const manifest = keptManifest(named);
  const packed = manifest.layers.filter(({ digest }) => !plain.includes(digest));
  const isKept = (keepsPacked || packed.length === 0) && room.tryTake([manifest, manifest.config, ...packed]);
  if (!isKept) return attestations.length === 0 ? undefined : { attestations };
  if (index !== undefined) room.take([index]);
  return { attestations, manifest, ...(index !== undefined && { index }) };
}

function keptManifest({ entry, manifest }: IndexedManifest): NonNullable<KeptDocuments["manifest"]> {
  // Others could be a page.
  const mediaType = manifest.mediaType === DOCKER_MANIFEST ? DOCKER_MANIFEST : OCI_MANIFEST;
  return { ...keptBlob({ ...entry, mediaType }), ...partsOf(manifest) };
}

function keptAttestation({ entry, manifest }: IndexedManifest): KeptDocuments["attestations"][number] {
  const { config, layers } = partsOf(manifest);
  return { entry: { ...entry, mediaType: OCI_MANIFEST }, blobs: [config, ...layers] };
}

function partsOf({ config, layers }: IndexedManifest["manifest"]) {
  return { config: keptBlob(config), layers: layers.map(keptBlob) };
}
