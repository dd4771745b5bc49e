import type { Config } from "./config.ts";
import type { PushLimits } from "./oci/distribution/server/pushManifest.ts";
import type { UploadLimits } from "./oci/distribution/server/uploads.ts";

/** Blobs, manifests, and tags of a workspace. */
const MAX_ENTRIES = 20_000;
const MAX_UPLOADS = 100;
const HOUR_MS = 3600 * 1000;

/** The registry's limits. At most half of the store is for pushed content: builds need the other half. */
export function pushLimits({
  storeLimit,
  run,
  uploads,
}: Pick<Config, "storeLimit" | "run" | "uploads">): UploadLimits & PushLimits {
  return {
    blobBytes: uploads.bytes,
    heldBytes: storeLimit / 2,
    entries: MAX_ENTRIES,
    open: MAX_UPLOADS,
    idleMs: HOUR_MS,
    imageBytes: Math.min(run.diskBytes, storeLimit),
    keptBytes: storeLimit,
  };
}
