import type { Container, ContainerEvent } from "#contract/container.ts";

/** The list after an event, newest first. An event about a container that is not in the list adds it. */
export function applyContainerEvent(containers: readonly Container[], event: ContainerEvent): readonly Container[] {
  if (event.type === "removed") return containers.filter(({ id }) => id !== event.id);
  const { container } = event;
  const isKnown = containers.some(({ id }) => id === container.id);
  const next = isKnown
    ? containers.map((one) => (one.id === container.id ? container : one))
    : [container, ...containers];
  return next.toSorted((a, b) => b.createdAt - a.createdAt);
}
