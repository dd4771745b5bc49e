import type { Duplex, Readable, Writable } from "node:stream";

/** Where a command's bytes came from. */
export type OutputStream = "stdout" | "stderr";

/** What the machine lends to one command. Zero or absent means no limit of that kind. */
export interface RunLimits {
  readonly memoryBytes?: number;
  /** Processes and threads alive at once. */
  readonly processes?: number;
  /** In CPUs; 1.5 is one and a half. */
  readonly cpus?: number;
  /** Of all CPUs together. */
  readonly cpuSeconds?: number;
  /** Bytes that may be added to `upperDir`. */
  readonly diskBytes?: number;
  /** stdout and stderr together. */
  readonly outputBytes?: number;
  readonly seconds?: number;
}

/**
 * What is mounted over the root file system for one command. Targets are absolute paths as the command sees them;
 * symlinks on the way are followed inside the root. A mount point that was not there is made, and taken away again
 * afterwards if nothing was put into it, as BuildKit does.
 */
export type RunMount =
  | { readonly type: "bind"; readonly source: string; readonly target: string; readonly readOnly: boolean }
  | { readonly type: "tmpfs"; readonly target: string; readonly sizeBytes?: number }
  /** A small file that never touches the disk (a secret, a heredoc script). `mode` are permission bits. */
  | {
      readonly type: "file";
      readonly content: Uint8Array;
      readonly target: string;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
    }
  /** A merged view of unpacked layers; writable where `upperDir` and `workDir` (both empty, same file system) are given. */
  | {
      readonly type: "overlay";
      /** Top first. */
      readonly lowerDirs: readonly string[];
      /** Path inside the merged view that appears at `target`; the whole view when absent. */
      readonly source?: string;
      readonly target: string;
      readonly upperDir?: string;
      readonly workDir?: string;
    };

export interface RunSpec {
  /** Unpacked layers, top first; may be empty. */
  readonly lowerDirs: readonly string[];
  /** Empty directory that becomes the layer. */
  readonly upperDir: string;
  /** Empty directory on the file system of `upperDir`; free to be removed afterwards (`removeTrees`). */
  readonly workDir: string;
  readonly argv: readonly string[];
  /** `NAME=value`; nothing is added but HOME (from the image's passwd) if it is missing, as runc does. */
  readonly env: readonly string[];
  /** Absolute; made if it does not exist. */
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups: readonly number[];
  /** BuildKit's is `buildkitsandbox`. */
  readonly hostname: string;
  /**
   * `none`: only loopback. `host`: the machine's. `filtered`: frames go to `network` below, and without it nowhere.
   */
  readonly network: "none" | "filtered" | "host";
  readonly mounts: readonly RunMount[];
  readonly limits: RunLimits;
  /** Whether the command's stdin is written by whoever starts it; else it is empty. */
  readonly stdin?: "pipe";
  /**
   * Gives the command a terminal of this size, as `docker run -t` does: what it shows comes as stdout, stdin types into it,
   * and without one nobody types. The variable TERM is the caller's to set.
   */
  readonly terminal?: TerminalSize;
  /**
   * Runs with the same group share what `limits` says of memory, processes and CPUs, if there are control groups. It
   * stays until `leaveGroup`; a run without one has it all to itself.
   */
  readonly group?: string;
  /** Told now and then what this run has used so far. */
  readonly onUse?: (use: RunUse) => void;
  /** Told once, when a command has made a device: it is an empty file here, and a device in the layer. */
  readonly onDevice?: () => void;
  /** Lines added to /etc/hosts. */
  readonly extraHosts?: readonly { readonly ip: string; readonly name: string }[];
  /** Attached to the wire of a `filtered` run; see network/addresses.ts for the frames. */
  readonly attachNetwork?: (wire: Duplex) => void;
}

/** In characters, each from 1 to 65535. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface RunUse {
  /** Added to `upperDir` and writable mounts. */
  readonly diskBytes?: number;
  /** Told at the end: of these, what stays in writable bind mounts. */
  readonly lastingBytes?: number;
  /** Told if no control group counts it. */
  readonly cpuSeconds?: number;
}

export type LimitKind = "memory" | "processes" | "cpu" | "disk" | "output" | "time";

/**
 * How a command ended. `exit`: by itself; when a signal ended it, `signal` names it and `code` is 128 + its number.
 * `not-started`: the command could not be executed; `message` is what runc says, `code` what it exits with. With
 * `step`, what the image has, or what the run asks for in it, kept that step of the helper from being done.
 */
export type RunResult =
  | { readonly kind: "exit"; readonly code: number; readonly signal?: string }
  | { readonly kind: "not-started"; readonly code: number; readonly message: string; readonly step?: string }
  | { readonly kind: "limit"; readonly limit: LimitKind }
  | { readonly kind: "canceled" };

export type ProbeResult =
  | { readonly ok: true; readonly details: ProbeDetails }
  | {
      readonly ok: false;
      /** Why RUN can't be executed here, one sentence. */
      readonly reason: string;
      /** The ways out, one sentence each. */
      readonly waysOut: readonly string[];
    };

export interface ProbeDetails {
  /** `root`: real root; `subordinate`: an ordinary user with a range of ids; `single`: an ordinary user with one id. */
  readonly identity: "root" | "subordinate" | "single";
  /** Whom the root of a sandbox is on the machine; `reason` says why it is not an id that nobody has. */
  readonly containerRoot: { readonly id: number; readonly reason?: string };
  /** What bounds memory and processes. */
  readonly limitedBy: "cgroup2" | "cgroup1" | "watching";
  readonly kernel: string;
}

/** A command that was started. */
export interface StartedRun {
  /** Only where the specification asks for it. Bytes that the command does not read are dropped when it ends. */
  readonly stdin?: Writable;
  /** Must be read: as long as it isn't, the command waits. */
  readonly output: Readonly<Record<OutputStream, Readable>>;
  /** Sends the command a signal, as `docker kill` does; as process 1 it ignores those that it has no handler for. */
  signal(name: NodeJS.Signals): void;
  /** Changes the size of its terminal, and tells its foreground processes. Nothing without a terminal. */
  resize(size: TerminalSize): void;
  /**
   * Settles when all output has been read. However the run ends, no process, mount or cgroup of it is left. Rejects with
   * `SandboxError` when the sandbox itself could not be made.
   */
  wait(): Promise<RunResult>;
}

/** What runs commands in sandboxes. The suite in `executorSuite.ts` runs against every one. */
export interface Executor {
  /** Really runs something once; kept. */
  probe(): Promise<ProbeResult>;
  /** Starts one command; when `canceled` aborts, everything in its sandbox is ended. */
  start(spec: RunSpec, canceled: AbortSignal): StartedRun;
  /** No run of this group comes any more. */
  leaveGroup(group: string): Promise<void>;
}
