import type { BuildRequest } from "#contract/build.ts";
import type { LogLimit } from "./logLimit.ts";
import type { OpenBuild } from "./openBuild.ts";
import type { Ticket } from "./pool/placement.ts";
import type { RunningBuild } from "./runningBuild.ts";

/** A build that is not over. */
export interface Job {
  readonly workspace: string;
  readonly request: BuildRequest;
  readonly ticket: Ticket;
  readonly limit: LogLimit;
  readonly open: OpenBuild;
  /** Resolves when the live build is over whose place it takes. */
  readonly after?: Promise<void> | undefined;
  running?: RunningBuild;
  /** The name of the builder that has it, or had it last. */
  builder?: string;
  /** Resolves when its builder is through with it. */
  done?: Promise<void>;
}
