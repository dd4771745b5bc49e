import { problemError } from "#contract/problemError.ts";
import type { PullLimits } from "./registrySettings.ts";

/** Throws a ProblemError (registry/invalid, registry/too-large) before any layer is read. */
export function requireFitting(
  name: string,
  { layers }: { readonly layers: readonly { readonly size: number }[] },
  diffIds: readonly string[],
  { maxLayers, maxImageBytes }: PullLimits,
): void {
  if (layers.length !== diffIds.length) {
    throw problemError("registry/invalid", `${name} has ${layers.length} layers but ${diffIds.length} diff IDs.`);
  }
  const compressed = layers.reduce((sum, layer) => sum + layer.size, 0);
  if (diffIds.length <= maxLayers && compressed <= maxImageBytes) return;
  throw problemError("registry/too-large", `${name} has ${diffIds.length} layers with ${compressed} bytes in total.`);
}
