import { existsSync } from "node:fs";
import { join } from "node:path";
import type { NamedBuilder } from "./builderSettings.ts";

/** The name of the builder that nobody configured: the Docker engine of this machine. */
const LOCAL_BUILDER = "docker";

/** Where Docker and what speaks like it listen: Docker, Docker Desktop, Colima, Rancher Desktop, and Podman. */
export function usualSockets(home: string, uid: number): string[] {
  return [
    "/var/run/docker.sock",
    join(home, ".docker/run/docker.sock"),
    join(home, ".docker/desktop/docker.sock"),
    join(home, ".colima/default/docker.sock"),
    join(home, ".rd/docker.sock"),
    `/run/user/${uid}/docker.sock`,
    `/run/user/${uid}/podman/podman.sock`,
    "/run/podman/podman.sock",
  ];
}

/** The engine that DOCKER_HOST names, or the first usual socket that exists; undefined if there is none. */
export function localEngine(
  dockerHost: string,
  sockets: readonly string[],
  exists: (path: string) => boolean = existsSync,
): NamedBuilder | undefined {
  const socket = sockets.find(exists);
  const endpoint = dockerHost !== "" ? dockerHost : socket && `unix://${socket}`;
  if (endpoint === undefined || !/^(?:unix|tcp):\/\//.test(endpoint)) return undefined;
  return { name: LOCAL_BUILDER, driver: "docker", endpoint, builds: 2, weight: 1, hostNetwork: false };
}
