import type { Duplex } from "node:stream";
import type { BlobStore } from "#server/images/blobStore.ts";
import type { Executor, RunLimits } from "../../executor/executor.ts";
import type { BuildBudget } from "../../limits/buildBudget.ts";
import type { RunRequest } from "../../session/runCommand.ts";
import type { SnapshotStore } from "../../snapshots/snapshotStore.ts";

/** What a RUN is executed with. */
export interface RunTools {
  readonly blobs: BlobStore;
  readonly snapshots: SnapshotStore;
  readonly executor: Executor;
  readonly limits: RunLimits;
  /** Of the build. */
  readonly budget: BuildBudget;
  /** Whether RUNs side by side stay within one limit; else they run one after the other. */
  readonly sharesLimits: () => Promise<boolean>;
  /** What `default` means here. */
  readonly network: "none" | "filtered" | "host";
  /** Whether a Dockerfile may ask for the machine's own network. */
  readonly allowHost: boolean;
  /** The socket of the SSH agent that builds may use. */
  readonly sshAgent: string | undefined;
  readonly attachNetwork: ((request: RunRequest) => Promise<(wire: Duplex) => void>) | undefined;
}
