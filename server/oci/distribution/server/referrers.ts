import { encodeJson } from "#server/oci/store/config.ts";
import { OCI_INDEX } from "#server/oci/store/mediaTypes.ts";
import type { ManifestRow } from "./manifestRows.ts";

/** The index of manifests that refer to another one. `artifactType`: only those of this type. */
export function referrersIndex(rows: readonly ManifestRow[], artifactType: string | undefined): Buffer {
  const wanted = rows.filter((row) => artifactType === undefined || row.artifactType === artifactType);
  const manifests = wanted.map(({ mediaType, digest, size, artifactType: type, annotations }) => ({
    mediaType,
    digest,
    size,
    ...(type !== undefined && { artifactType: type }),
    ...(annotations !== undefined && { annotations }),
  }));
  return encodeJson({ schemaVersion: 2, mediaType: OCI_INDEX, manifests });
}
