import type { Digest } from "#contract/names/digest.ts";
import type { RunOperation } from "#dockerfile/steps/operation.ts";
import type { WrittenLayer } from "#server/oci/store/layerWriter.ts";
import type { RootFiles } from "../../files/stageFiles.ts";

/** A command to run, the files it runs on, and the receiver of its output. */
export interface RunRequest {
  readonly operation: RunOperation;
  readonly step: string;
  /** The layers below, base first. */
  readonly layers: readonly Digest[];
  readonly workspace: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** Finds the files that a bind mount or a cache mount starts with. */
  readonly roots: RootFiles;
  readonly signal: AbortSignal;
  readonly onOutput: (stream: "stdout" | "stderr", bytes: Uint8Array) => void;
  /** The last lines of output so far, for the problem of a failed command. */
  readonly lastLines: () => string[];
}

/** Runs a command and makes a layer of its changes. Throws a ProblemError if it fails. */
export type RunCommand = (request: RunRequest) => Promise<WrittenLayer>;
