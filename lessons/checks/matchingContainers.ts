import type { Container } from "#contract/container.ts";
import { matchesName } from "./matchesName.ts";

/** Which containers a check means. */
export interface ContainerWhich {
  readonly name?: string | undefined;
  readonly image?: string | undefined;
}

export function isMeantContainer({ name, image }: ContainerWhich, container: Container): boolean {
  if (name !== undefined && container.name !== name) return false;
  return image === undefined || container.image.ref === image || matchesName(image, container.image.ref);
}

/** In a sentence: `container web of the image hello`. */
export function containerText({ name, image }: ContainerWhich): string {
  return `container${name === undefined ? "" : ` ${name}`}${image === undefined ? "" : ` of the image ${image}`}`;
}
