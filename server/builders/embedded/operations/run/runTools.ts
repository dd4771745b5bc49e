import type { Duplex } from "node:stream";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { SnapshotStore } from "#server/rootfs/snapshotStore.ts";
import type { RunRequest } from "../../session/runCommand.ts";
import type { RunWithin } from "./runWithin.ts";

/** What executes a RUN. */
export interface RunTools extends RunWithin {
  readonly blobs: BlobStore;
  readonly snapshots: SnapshotStore;
  /** The network for `default`. */
  readonly network: "none" | "filtered" | "host";
  /** Whether a Dockerfile may ask for the machine's own network. */
  readonly allowHost: boolean;
  /** The socket of the SSH agent that builds may use. */
  readonly sshAgent: string | undefined;
  readonly attachNetwork: ((request: RunRequest) => Promise<(wire: Duplex) => void>) | undefined;
}

/** The folders of layers, top first. What is unpacked for them counts as written by the build. */
export function unpackedLayers({ snapshots, budget }: RunTools, layers: readonly Digest[]): Promise<string[]> {
  return snapshots.lowerDirs(layers, (bytes) => budget.write(bytes));
}
