import { problem } from "#contract/problem.ts";
import { ProblemError } from "#server/images/problemError.ts";

const DOMAIN = String.raw`(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?`;
const PART = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const NAME = new RegExp(String.raw`^(?:${DOMAIN}/)?${PART}(?:/${PART})*(?::[\w][\w.-]{0,127})?$`);

/** Throws `image/reference` where the text can't name an image (github.com/distribution/reference, without digests). */
export function requireTag(tag: string): void {
  if (tag.length <= 512 && NAME.test(tag)) return;
  throw new ProblemError(
    problem("image/reference", `${JSON.stringify(tag.slice(0, 100))} can't name an image.`, {
      next: "A name is lower case, with a tag behind a colon: team/app:1.0.",
    }),
  );
}
