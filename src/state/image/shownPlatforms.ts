import type { PlatformImage } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { ImageFacts } from "./image.ts";

interface Known {
  readonly shown?: Digest;
  readonly facts: Readonly<Record<string, ImageFacts>>;
}

/**
 * The images of the index that the current one belongs to. The one that was shown just before knows, too, so that nothing
 * waits for what is loading; and an image may be in several.
 */
export function shownPlatforms({ shown, facts }: Known): readonly PlatformImage[] | undefined {
  if (shown === undefined) return undefined;
  const { [shown]: own, ...others } = facts;
  return [own, ...Object.values(others)]
    .map((known) => (known?.stack?.phase === "ready" ? known.stack.value.platforms : undefined))
    .findLast((platforms) => platforms?.some(({ id }) => id === shown));
}
