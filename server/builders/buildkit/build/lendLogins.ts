import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BuildRequest } from "#contract/build.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import type { OwnerLogins } from "../../ownerLogins.ts";
import { clientConfig } from "../client/clientConfig.ts";

/**
 * The logins that a build lends to BuildKit: the owner's own, for the registries of the caches that the request names. Images
 * are never pulled with them there: BuildKit gives whoever knows a digest what it has.
 */
export function lentLogins(logins: ReturnType<OwnerLogins["of"]>, { cacheFrom = [], cacheTo = [] }: BuildRequest) {
  const caches = [...cacheFrom, ...cacheTo].flatMap((one) => (one.type === "registry" ? [one.ref] : []));
  const hosts = new Set(caches.map((ref) => requireReference(ref).registry));
  return Object.fromEntries(Object.entries(logins).filter(([host]) => hosts.has(host)));
}

/** Writes them where only this build's client finds them; returns the environment that says so. */
export async function writeLogins(
  dir: string,
  logins: ReturnType<OwnerLogins["of"]>,
  plugins: string,
): Promise<Record<string, string>> {
  if (Object.keys(logins).length === 0) return {};
  const folder = join(dir, "client");
  await mkdir(folder, { mode: 0o700 });
  await writeFile(join(folder, "config.json"), clientConfig(logins, [plugins]), { mode: 0o600 });
  return { DOCKER_CONFIG: folder };
}
