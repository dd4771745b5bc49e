import type { Channels } from "./channels.ts";
import type { CallName, RuntimeCalls, RuntimeEnd } from "./protocol.ts";

/** The runtime is gone, and all its containers with it. */
export class RuntimeDiedError extends Error {
  override readonly name = "RuntimeDiedError";
}

/** What a runtime tells its service. */
export interface RuntimeListener {
  readonly onEnd: (id: string, end: RuntimeEnd) => void;
  readonly onLogged: (id: string) => void;
  readonly onExecEnd: (exec: string, code: number) => void;
  /** Failures of ours. */
  readonly onFailure: (error: unknown) => void;
  /** It is gone; without an error if it was closed. */
  readonly onDeath: (error: RuntimeDiedError | undefined) => void;
}

/**
 * What runs containers: a process with sandboxes, or a Docker engine. `protocol.ts` lists its calls. It knows no owners, names,
 * or quotas: the service does, once. The shared suites run against every implementation.
 */
export interface ContainerRuntime {
  /** The bytes of commands and of tars. */
  readonly channels: Channels;
  readonly alive: boolean;
  /** Throws a ProblemError, or a RuntimeDiedError. */
  call<Name extends CallName>(
    name: Name,
    request: RuntimeCalls[Name]["request"],
  ): Promise<RuntimeCalls[Name]["answer"]>;
  /** The number of a new channel. */
  newChannel(): number;
  /** Ends its containers. */
  close(): Promise<void>;
}
