import type { BuildSummary } from "#contract/build.ts";
import type { ImageSummary } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { messages } from "./messages.ts";

/** The names of an image, or that it has none. */
export function namesOf({ tags }: ImageSummary): string {
  return tags.length > 0 ? tags.join(", ") : messages.untagged;
}

/** The size of the image's files; of its layers if the build does not know that. */
export function sizeText(build: BuildSummary, image: ImageSummary): string {
  return formatSize(build.image?.size ?? image.size);
}
