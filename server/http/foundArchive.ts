import { type ArchivePlan, planArchive } from "#server/oci/store/archive.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";

/** A portable file name, from the image's first tag or its ID. */
function fileName({ tags, id }: StoredImage): string {
  const name = tags[0]?.replace(/:latest$/, "") ?? id.slice(7, 19);
  return `${name.replace(/[^A-Za-z0-9._-]+/g, "-")}.tar`;
}

/** An image's archive before it is sent. */
export interface FoundArchive {
  readonly fileName: string;
  readonly plan: ArchivePlan;
}

export function archiveOf(image: StoredImage): FoundArchive {
  return { fileName: fileName(image), plan: planArchive(image) };
}
