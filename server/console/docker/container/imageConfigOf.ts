import type { Container } from "#contract/container.ts";
import type { ContainerConfig } from "#contract/image.ts";
import { familiarName, parseReference } from "#contract/names/reference.ts";
import { shortId } from "#contract/names/shortId.ts";
import type { CommandContext } from "../../command/commandContext.ts";

/** `config` of a container's image; empty if the image is gone. */
export function imageConfigOf({ services, owner }: CommandContext, { image }: Container): ContainerConfig {
  return services.images.get(owner, image.id)?.config.config ?? {};
}

/** IMAGE of `docker ps`: the name it was started with, or the ID once that name is another image's. */
export function shownImage({ services, owner }: CommandContext, { image: { id, ref } }: Container): string {
  const parsed = parseReference(ref);
  const isStill = services.images.get(owner, ref)?.id === id;
  if (!isStill || !parsed.ok) return shortId(id);
  // As typed, except that an ID is shortened.
  return services.images.get(owner, familiarName(parsed.reference)) === undefined ? shortId(id) : ref;
}
