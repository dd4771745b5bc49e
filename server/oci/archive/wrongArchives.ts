import type { ImageManifest } from "#contract/image.ts";
import { type ArchiveFiles, invalid } from "./archiveFiles.ts";

/** Types of layers that only their maker may give away: Windows'. */
const FOREIGN = /\.(?:foreign|nondistributable)\./;
/** Types of configurations of charts, policies, and whatever else registries store. */
const ARTIFACT = /^application\/vnd\.(?:oci\.empty|cncf)\./;

export const isForeign = (mediaType: string): boolean => FOREIGN.test(mediaType);

export function leftOutLayer(digest: string) {
  const next = "Load an archive that was written where the layer could be fetched.";
  return invalid(`Its layer ${digest} may not be distributed, and was left out.`, undefined, next);
}

/** Throws a ProblemError (image/invalid) if the manifest is of something that is no image. */
export function refuseArtifact({ artifactType, config: { mediaType } }: ImageManifest): void {
  if (!ARTIFACT.test(mediaType)) return;
  const type = JSON.stringify(String(artifactType ?? mediaType).slice(0, 100));
  throw invalid(`It has no image, but an artifact of the type ${type}.`, undefined, "Load an image.");
}

/** An archive that lists no images. */
export function withoutList(files: ArchiveFiles) {
  if (files.get("repositories") !== undefined) {
    const next = "Load it into the Docker that saved it, and push it from there to a registry.";
    return invalid("Docker before 1.10 saved it, without a manifest.json.", undefined, next);
  }
  const next =
    "Load an archive that docker save, buildx, or skopeo wrote. A root file system, as docker export writes it, is for docker import.";
  return invalid("It has neither a manifest.json nor an index.json.", undefined, next);
}
