import { parseReference } from "./reference.ts";

const DOCKER_HUB = new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]);

/** The text without a scheme and a path; `docker.io` for Docker Hub's other names, as in Docker's config.json. */
export function withoutPath(text: string): string {
  const host = text.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  return DOCKER_HUB.has(host) ? "docker.io" : host;
}

/** The host that a person names to log in: as in names of images, or an address. Undefined if it is none. */
export function registryHost(text = "docker.io"): string | undefined {
  const host = withoutPath(text.trim());
  const parsed = parseReference(`${host}/x`);
  return parsed.ok && parsed.reference.registry === host ? host : undefined;
}
