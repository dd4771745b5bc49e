import type { Digest } from "#contract/names/digest.ts";
import { familiarName, parseReference } from "#contract/names/reference.ts";
import { type ArchivePlan, planArchive } from "#server/oci/store/archive.ts";
import { imageDocuments } from "#server/oci/store/imageDocuments.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
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

export function archiveOf(images: Pick<ImageStore, "get" | "blobs">, image: StoredImage): FoundArchive {
  return { fileName: fileName(image), plan: planArchive({ ...image, served: imageDocuments(images, image) }) };
}

/** What `docker save` writes of several: an image that is asked for by name is saved with this name only. */
export function archiveOfSeveral(
  images: Pick<ImageStore, "get" | "require" | "blobs">,
  owner: string,
  refs: readonly string[],
): FoundArchive {
  const names = new Map<Digest, { image: StoredImage; tags: string[] }>();
  for (const ref of refs) {
    const image = images.require(owner, ref);
    const entry = names.get(image.id) ?? { image, tags: [] };
    const parsed = parseReference(ref);
    const name = parsed.ok ? familiarName(parsed.reference) : "";
    if (image.tags.includes(name) && !entry.tags.includes(name)) entry.tags.push(name);
    names.set(image.id, entry);
  }
  const saved = [...names.values()].map(({ image, tags }) => ({
    ...image,
    tags,
    served: imageDocuments(images, image),
  }));
  const [only] = saved;
  return { fileName: saved.length === 1 && only ? fileName(only) : "images.tar", plan: planArchive(...saved) };
}
