import type { Container } from "#contract/container.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Containers } from "#server/containers/containers.ts";

export interface ImageUsers {
  readonly running: Container | undefined;
  readonly stopped: Container | undefined;
}

/** A container of each kind that was made from the image. */
export function usersOf(containers: Pick<Containers, "list">, owner: string, id: Digest): ImageUsers {
  const users = containers.list(owner).filter(({ image }) => image.id === id);
  const isRunning = ({ state }: Container) => state.phase === "running";
  return { running: users.find(isRunning), stopped: users.find((user) => !isRunning(user)) };
}

/** The images that the owner's containers were made from. */
export function usedImages(containers: Pick<Containers, "list">, owner: string): Set<Digest> {
  return new Set(containers.list(owner).map(({ image }) => image.id));
}
