import type { Container } from "#contract/container.ts";
import type { ImageSummary } from "#contract/image.ts";
import { parseReference, splitReference } from "#contract/names/reference.ts";

/** One name of an image, or an image without one. */
export interface ImageRow {
  readonly key: string;
  /** Undefined for an image without a name. */
  readonly name?: string;
  readonly repository?: string;
  readonly tag?: string;
  readonly image: ImageSummary;
  /** The containers that were made from it. */
  readonly users: readonly Container[];
}

/** As `docker images` lists them: a row for each name, the newest image first. */
export function imageRows(images: readonly ImageSummary[], containers: readonly Container[]): ImageRow[] {
  const users = Map.groupBy(containers, ({ image }) => image.id);
  return images.flatMap((image): ImageRow[] => {
    const shared = { image, users: users.get(image.id) ?? [] };
    if (image.tags.length === 0) return [{ key: image.id, ...shared }];
    return image.tags.map((name) => ({ key: `${image.id} ${name}`, name, ...partsOf(name), ...shared }));
  });
}

function partsOf(name: string): Pick<ImageRow, "repository" | "tag"> {
  const { registry, path, tag } = splitReference(name);
  return { repository: registry === undefined ? path : `${registry}/${path}`, ...(tag !== undefined && { tag }) };
}

/** The registry in a name; undefined if the text is no name. */
export function registryOf(name: string): string | undefined {
  const parsed = parseReference(name);
  return parsed.ok ? parsed.reference.registry : undefined;
}
