import { formatPlatform } from "#contract/names/platform.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { BuildTools } from "./buildTools.ts";

/**
 * Whether a builder can be handed an image of this platform. An engine with the older store finds a loaded image for its own
 * platform only: it pulls the others itself.
 */
export function takesImage({ exports }: Pick<BuildTools, "exports">, platform: string): boolean {
  return exports() === "archive" || platform === formatPlatform(hostPlatform());
}
