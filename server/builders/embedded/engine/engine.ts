import type { Problem } from "#contract/problem.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { ImageStore } from "#server/images/imageStore.ts";
import type { RegistrySettings } from "#server/registry/registrySettings.ts";
import type { StepCache } from "../cache/stepCache.ts";
import type { Downloads } from "../operations/copy/downloads.ts";
import type { RunCommand } from "./runCommand.ts";

/** What builds are made with; opened once for a process. */
export interface Engine {
  readonly images: ImageStore;
  readonly contexts: ContextStore;
  readonly cache: StepCache;
  readonly settings: RegistrySettings;
  readonly run: RunCommand;
  /** Most bytes that one step may write. */
  readonly maxBytes: number;
  /** Why RUN can't be executed here; undefined where it can. */
  readonly whyNoRun: () => Promise<Problem | undefined>;
  readonly openDownloads: (mode: "default" | "none" | "host") => Promise<Downloads>;
}
