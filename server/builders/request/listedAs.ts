import type { NewImage } from "#server/oci/store/newImage.ts";
import type { BuildJob } from "../builder.ts";

/** The names of a build's image. No list has that of a live build or a trial, and it takes no name from another one. */
export function listedAs({ request: { live, trial, tags = [] } }: BuildJob): Pick<NewImage, "tags" | "hidden"> {
  return live !== undefined || trial === true ? { tags: [], hidden: true } : { tags };
}
