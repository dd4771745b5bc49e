import type { Problem } from "#contract/problem.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { RegistrySettings } from "#server/oci/distribution/registrySettings.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { StepCache } from "../../cache/stepCache.ts";
import type { DecompressWithTool } from "../operations/archive/decompressionTool.ts";
import type { RunCommand } from "../session/runCommand.ts";
import type { Downloads } from "../sources/downloads.ts";

/** The store and the sandbox, as one build may use them. */
export interface BuildLimits {
  readonly blobs: BlobStore;
  readonly run: RunCommand;
  readonly decompressWithTool: DecompressWithTool;
  /** Called when the build is over. */
  end(): void;
}

/** What builds need; opened once per process. */
export interface Engine {
  readonly images: ImageStore;
  readonly contexts: ContextStore;
  readonly cache: StepCache;
  readonly settings: RegistrySettings;
  /** Gives one build access to the store and the sandbox, within its limits. */
  readonly openLimits: () => BuildLimits;
  /** Most bytes that one step may write. */
  readonly maxBytes: number;
  /** Why RUN can't be executed on this machine; undefined if it can. */
  readonly whyNoRun: () => Promise<Problem | undefined>;
  readonly openDownloads: (mode: "default" | "none" | "host") => Promise<Downloads>;
}
