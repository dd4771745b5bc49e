import type { BuildSummary } from "#contract/build.ts";
import type { ImageSummary } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { messages } from "./messages.ts";

/** The names of an image, or that it has none. */
export function namesOf({ tags }: ImageSummary): string {
  return tags.length > 0 ? tags.join(", ") : messages.untagged;
}

/** As every other list shows it; what the build said if it is not counted. */
export function sizeText(build: BuildSummary, image: ImageSummary): string {
  return formatSize(image.contentSize ?? build.image?.size ?? image.size);
}
