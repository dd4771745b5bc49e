import type { Digest } from "#contract/names/digest.ts";
import { documentsOf } from "#server/oci/distribution/documentsOf.ts";
import type { KeptBlob, KeptDocuments } from "#server/oci/store/keptDocuments.ts";
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
  const { manifest, attestations } = documentsOf(named);
  for (const { entry, blobs } of attestations) room.take([entry, ...blobs]);
  const packed = manifest.layers.filter(({ digest }) => !plain.includes(digest));
  const isKept = (keepsPacked || packed.length === 0) && room.tryTake([manifest, manifest.config, ...packed]);
  if (!isKept) return attestations.length === 0 ? undefined : { attestations };
  if (index !== undefined) room.take([index]);
  return { attestations, manifest, ...(index !== undefined && { index }) };
}
