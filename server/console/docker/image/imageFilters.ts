import { type Filters, flagFilter, matchesLabels } from "#contract/docker/filters.ts";
import { readMoment } from "#contract/docker/moment.ts";
import type { ImageSummary } from "#contract/image.ts";
import { matchesReference } from "#server/images/matchesReference.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { findImage } from "./findImage.ts";

export const IMAGE_FILTERS = ["dangling", "label", "label!", "before", "since", "reference", "until"];

/**
 * The images that filters let through, each with the names that match. Throws a ProblemError for a filter's wrong value,
 * or for an image that is not there.
 */
export function filterImages(
  context: CommandContext,
  images: readonly ImageSummary[],
  filters: Filters,
  now: number,
): ImageSummary[] {
  const dangling = flagFilter(filters, "dangling");
  const timeOf = (name: string): number | undefined => {
    const ref = filters.get(name)?.at(-1);
    return ref === undefined ? undefined : createdAt(findImage(context, ref).config.created);
  };
  const [before, since] = [timeOf("before"), timeOf("since")];
  const until = filters.get("until")?.map((text) => readMoment(text, now));
  const references = filters.get("reference");
  return images
    .filter(({ created }) => {
      const time = createdAt(created);
      return (
        (before === undefined || time < before) &&
        (since === undefined || time > since) &&
        (until === undefined || until.every((moment) => moment !== undefined && time < moment))
      );
    })
    .filter(({ tags }) => dangling === undefined || (tags.length === 0) === dangling)
    .filter(({ id }) => {
      const isAsked = filters.has("label") || filters.has("label!");
      return !isAsked || matchesLabels(filters, findImage(context, id).config.config?.Labels ?? {});
    })
    .flatMap((image) => {
      if (references === undefined) return [image];
      const tags = image.tags.filter((tag) => references.some((pattern) => matchesReference(pattern, tag)));
      return tags.length === 0 ? [] : [{ ...image, tags }];
    });
}

/** `docker images NAME`: a repository, or a name with a tag; `*` stands for anything within a part. */
export function namedImages(images: readonly ImageSummary[], name: string): ImageSummary[] {
  return images.flatMap((image) => {
    const tags = image.tags.filter((tag) => matchesReference(name, tag));
    return tags.length === 0 ? [] : [{ ...image, tags }];
  });
}

function createdAt(created: string | undefined): number {
  return created === undefined ? 0 : Date.parse(created);
}
