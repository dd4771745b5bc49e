import type { Readable, Writable } from "node:stream";
import type {
  CommitRequest,
  Container,
  ContainerChange,
  ContainerEvent,
  ContainerProcess,
  ContainerSpec,
  ContainerState,
  ContainerStats,
  ExecSpec,
  Volume,
} from "#contract/container.ts";
import type { ContainersDescription } from "#contract/health.ts";
import type { LayerFiles } from "#contract/image.ts";
import type { EntriesPage, EntriesQuery } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";

/** In characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface OutputChunk {
  /** A container with a terminal has stdout only. */
  readonly stream: "stdout" | "stderr";
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** A person's connection to a command's streams. Closing it ends nothing. */
export interface Attachment {
  /** Absent if the command has no stdin. */
  readonly stdin?: Writable;
  /** Until the command ends or `detach` is called. Whoever reads slowly makes the command wait. */
  readonly output: AsyncIterable<OutputChunk>;
  resize(size: TerminalSize): void;
  detach(): void;
}

/** A command beside the container's own, in its namespaces. */
export interface ExecSession extends Attachment {
  readonly id: string;
  signal(name: string): void;
  /** Its exit code: 126 and 127 as with Docker. */
  wait(): Promise<number>;
}

export interface LogOptions {
  readonly follow?: boolean;
  /** The last lines. */
  readonly tail?: number;
  /** Milliseconds since the epoch. */
  readonly since?: number;
  readonly until?: number;
}

export interface PathStat {
  readonly name: string;
  readonly size: number;
  /** Go's os.FileMode. */
  readonly mode: number;
  readonly mtime: Date;
  readonly linkTarget: string;
}

export interface RemoveOptions {
  /** Kills it first. */
  readonly force?: boolean;
  /** Also its anonymous volumes. */
  readonly volumes?: boolean;
}

export interface StopOptions {
  readonly signal?: string;
  readonly seconds?: number;
}

/** When `wait` resolves, as in the Engine API. */
export type WaitCondition = "not-running" | "next-exit" | "removed";

/**
 * The containers and volumes of all owners. `ref` is an ID, the unambiguous start of one, or a name. What a person got
 * wrong is thrown as a ProblemError: container/not-found, container/name-taken, container/state, container/too-many,
 * container/invalid, container/not-started, container/port-taken, image/not-found, image/invalid, volume/not-found,
 * volume/in-use, container/no-executor.
 */
export interface Containers {
  create(owner: string, spec: ContainerSpec): Promise<Container>;
  /** Resolves when the command runs; throws container/not-started (its exit code is then in the state). */
  start(owner: string, ref: string): Promise<void>;
  stop(owner: string, ref: string, options?: StopOptions): Promise<void>;
  kill(owner: string, ref: string, signal?: string): Promise<void>;
  restart(owner: string, ref: string, options?: StopOptions): Promise<void>;
  pause(owner: string, ref: string): Promise<void>;
  unpause(owner: string, ref: string): Promise<void>;
  rename(owner: string, ref: string, name: string): Promise<void>;
  remove(owner: string, ref: string, options?: RemoveOptions): Promise<void>;
  /** The state it ended in. */
  wait(
    owner: string,
    ref: string,
    condition: WaitCondition,
    signal: AbortSignal,
  ): Promise<ContainerState & { phase: "exited" }>;
  get(owner: string, ref: string): Container;
  /** Newest first. */
  list(owner: string): Container[];
  /** Removes all that do not run; returns their IDs and the bytes of their writable layers. */
  prune(owner: string): Promise<{ readonly ids: readonly string[]; readonly bytes: number }>;

  logs(owner: string, ref: string, options: LogOptions, signal: AbortSignal): AsyncIterable<OutputChunk>;
  /** From now on; of a created container, from its start. */
  attach(owner: string, ref: string): Attachment;
  resize(owner: string, ref: string, size: TerminalSize): void;
  exec(owner: string, ref: string, spec: ExecSpec, size?: TerminalSize): Promise<ExecSession>;
  top(owner: string, ref: string): Promise<ContainerProcess[]>;
  stats(owner: string, ref: string): Promise<ContainerStats>;

  /** Sorted by path, as `docker diff`. */
  changes(owner: string, ref: string): Promise<ContainerChange[]>;
  /** The paths of the writable layer, as `GET …/layers/{n}/files` has those of an image's layer. */
  files(owner: string, ref: string, page: { readonly from: number; readonly limit: number }): Promise<LayerFiles>;
  /** The same in pages, and all files of the container: as `GET …/layers/{n}/entries` has those of an image. */
  entries(owner: string, ref: string, query: EntriesQuery): Promise<EntriesPage>;
  /** `docker commit`: the new image's ID. */
  commit(owner: string, ref: string, request: CommitRequest): Promise<Digest>;
  stat(owner: string, ref: string, path: string): Promise<PathStat>;
  /** A tar of the path, as `docker cp` gets it. */
  readArchive(owner: string, ref: string, path: string): Promise<{ readonly stat: PathStat; readonly tar: Readable }>;
  /** A tar of everything but volumes, as `docker export` has it. */
  export(owner: string, ref: string): Promise<Readable>;
  /** Unpacks a tar below an existing folder. */
  writeArchive(owner: string, ref: string, path: string, tar: Readable): Promise<void>;

  createVolume(owner: string, name: string | undefined, labels?: Readonly<Record<string, string>>): Promise<Volume>;
  volumes(owner: string): Promise<Volume[]>;
  removeVolume(owner: string, name: string): Promise<void>;
  /** Removes anonymous volumes that no container has; all such volumes if `all`. */
  pruneVolumes(owner: string, all: boolean): Promise<{ readonly names: readonly string[]; readonly bytes: number }>;

  /** What runs them here. */
  describe(): Promise<ContainersDescription>;
  /** Called after each change, until the returned function is called. */
  watch(owner: string, listener: (event: ContainerEvent) => void): () => void;
}
