import type { NamedBuilder } from "./builderSettings.ts";

/** The name of the builder that nobody configured: the Docker engine of this machine. */
const LOCAL_BUILDER = "docker";

/** The engine at the first address; undefined if there is none, or none that buildx can be pointed to. */
export function localEngine([endpoint]: readonly string[]): NamedBuilder | undefined {
  if (endpoint === undefined || !/^(?:unix|tcp|npipe):\/\//.test(endpoint)) return undefined;
  return { name: LOCAL_BUILDER, driver: "docker", endpoint, builds: 2, weight: 1, hostNetwork: false };
}
