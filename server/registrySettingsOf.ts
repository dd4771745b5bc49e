import type { Config } from "./config.ts";
import type { RegistrySettings } from "./oci/distribution/registrySettings.ts";
import { readCredentials } from "./registryCredentials.ts";

/** The operator's settings for registries, with the credentials of their file. */
export function registrySettingsOf({
  registry: { authFile, ...settings },
}: Pick<Config, "registry">): RegistrySettings {
  return { ...settings, ...(authFile === undefined ? {} : { credentials: readCredentials(authFile) }) };
}
