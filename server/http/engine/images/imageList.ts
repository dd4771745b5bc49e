import { type Filters, flagFilter, matchesAny, matchesLabels } from "#contract/docker/filters.ts";
import { imageName } from "#contract/docker/imageName.ts";
import type { ImageSummary } from "#contract/image.ts";
import { shownSize } from "#contract/imageSize.ts";
import { listImages } from "#server/images/listImages.ts";
import { matchesReference } from "#server/images/matchesReference.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { EngineError } from "../base/engineError.ts";
import { parseTime } from "../base/engineTimes.ts";

export const IMAGE_FILTERS = ["before", "dangling", "label", "reference", "since", "until"];

type Images = Pick<Engine, "images" | "containers" | "imageReader">;

/** The images of the list, newest first. Throws an EngineError for a filter's wrong value. */
export async function listedImages({ images, containers, imageReader }: Images, filters: Filters) {
  const wanted = isListed(images, filters);
  const all = await listImages(images, imageReader, OPERATOR);
  const found = all.filter(wanted).sort((a, b) => createdAt(b) - createdAt(a));
  const users = containers.list(OPERATOR);
  return found.map((image) => ({
    Containers: users.filter((container) => container.image.id === image.id).length,
    Created: Math.floor(createdAt(image) / 1000),
    Id: image.id,
    Labels: labelsOf(images, image),
    ParentId: "",
    RepoDigests: [],
    RepoTags: image.tags.filter((tag) => matchesAny(filters, "reference", (pattern) => matchesReference(pattern, tag))),
    SharedSize: -1,
    Size: shownSize(image),
  }));
}

function createdAt({ created }: ImageSummary): number {
  return created === undefined ? 0 : Date.parse(created);
}

function labelsOf(images: Engine["images"], { id }: ImageSummary): Readonly<Record<string, string>> {
  return images.get(OPERATOR, id)?.config.config?.Labels ?? {};
}

function isListed(images: Engine["images"], filters: Filters): (image: ImageSummary) => boolean {
  const timeOf = (name: string) => {
    const ref = filters.get(name)?.[0];
    return ref === undefined ? undefined : createdAt(requireSummary(images, ref));
  };
  const dangling = flagFilter(filters, "dangling");
  const before = timeOf("before") ?? Number.POSITIVE_INFINITY;
  const since = timeOf("since") ?? Number.NEGATIVE_INFINITY;
  const until = parseTime(filters.get("until")?.[0] ?? null) ?? Number.POSITIVE_INFINITY;
  return (image) => {
    const at = createdAt(image);
    return (
      (dangling === undefined || dangling === (image.tags.length === 0)) &&
      at < before &&
      at > since &&
      at < until &&
      (!filters.has("reference") ||
        image.tags.some((tag) => matchesAny(filters, "reference", (pattern) => matchesReference(pattern, tag)))) &&
      (!(filters.has("label") || filters.has("label!")) || matchesLabels(filters, labelsOf(images, image)))
    );
  };
}

function requireSummary(images: Engine["images"], ref: string): ImageSummary {
  const id = images.get(OPERATOR, ref)?.id;
  const found = images.list(OPERATOR).find((image) => image.id === id);
  if (found === undefined) throw new EngineError(404, `No such image: ${imageName(ref)}`);
  return found;
}
