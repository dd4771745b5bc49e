import type { ContainerConfig } from "./image.ts";

/** A configuration without the keys that say nothing, as BuildKit and Docker write it. */
export function withoutEmpty(config: ContainerConfig): ContainerConfig {
  const present = Object.entries(config).filter(([, value]) => {
    if (value === undefined || value === null || value === "") return false;
    if (Array.isArray(value)) return value.length > 0;
    return typeof value !== "object" || Object.keys(value).length > 0;
  });
  return Object.fromEntries(present);
}
