import type { Container } from "#contract/container.ts";
import type { Filters } from "#contract/docker/filters.ts";
import { containerFilter } from "#server/containers/containerFilter.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";

/** Whether a container is in the list. Throws a ProblemError for a filter's wrong value. */
export function isListed(
  { images, containers }: Pick<Engine, "images" | "containers">,
  filters: Filters,
): (container: Container) => boolean {
  return containerFilter({ owner: OPERATOR, images, containers }, filters);
}
