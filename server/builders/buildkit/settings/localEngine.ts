import type { NamedBuilder } from "./builderSettings.ts";

/** The name of the builder that nobody configured: the Docker engine of this machine. */
export const LOCAL_BUILDER = "docker";

/**
 * The engine at the first address, the operator's alone: a FROM can name any image that it has. Undefined if there is none, or none that buildx can be
 * pointed to.
 */
export function localEngine([endpoint]: readonly string[]): NamedBuilder | undefined {
  if (endpoint === undefined || !/^(?:unix|tcp|npipe):\/\//.test(endpoint)) return undefined;
  const bounds = { builds: 2, weight: 1, hostNetwork: false, operatorOnly: true };
  return { name: LOCAL_BUILDER, driver: "docker", endpoint, ...bounds };
}
