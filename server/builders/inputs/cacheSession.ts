import type { PlannedStage } from "#contract/build.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { StepCache } from "../cache/stepCache.ts";

/** What a build, or a forecast of one, has of the cache. */
export interface CacheSession {
  /** Whose build it is. */
  readonly workspace: string;
  readonly cache: Pick<StepCache, "get" | "lastInputs" | "fact" | "setFact">;
  /** Where the layers of cached steps lie. */
  readonly blobs: Pick<BlobStore, "has">;
  /** Whether all steps of a stage must run again. */
  readonly noCache: (stage: PlannedStage) => boolean;
}
