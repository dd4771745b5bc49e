import type { Digest } from "#contract/names/digest.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { ensureStarterImages, starterImage } from "#server/oci/store/starter.ts";

/** The label of the containers in which scripts of lessons run, and of their image. */
export const SCRIPT_LABEL = "strata.lesson-script";

/** An image for scripts that no list shows: the starter image, which is there without a network. Undefined if there is none. */
export function scriptImage(images: ImageStore, owner: string): Digest | undefined {
  ensureStarterImages(images);
  const starter = starterImage(images, requireReference("busybox"), formatPlatform(hostPlatform()));
  if (starter === undefined) return undefined;
  const layers = starter.layers.map(({ diffId }) => diffId);
  const config = { ...starter.config, config: { ...starter.config.config, Labels: { [SCRIPT_LABEL]: "" } } };
  return images.put({ workspace: owner, config: encodeImageConfig(config), layers, tags: [], hidden: true }).id;
}
