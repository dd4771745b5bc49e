import type { Duplex, Readable, Writable } from "node:stream";

/** The stream that a command's bytes came from. */
export type OutputStream = "stdout" | "stderr";

/** What one command may use. Zero or absent means no limit of that kind. */
export interface RunLimits {
  readonly memoryBytes?: number;
  /** Processes and threads at one time. */
  readonly processes?: number;
  /** In CPUs; 1.5 is one and a half. */
  readonly cpus?: number;
  /** On all CPUs together. */
  readonly cpuSeconds?: number;
  /** Bytes that may be in `upperDir`, and be added to other writable mounts. */
  readonly diskBytes?: number;
  /** stdout and stderr together. */
  readonly outputBytes?: number;
  readonly seconds?: number;
}

/**
 * What is mounted over the root file system for one command. Targets are absolute paths as the command sees them;
 * symlinks on the way are followed inside the root. A missing mount point is created, and removed afterwards if it
 * is still empty, as in BuildKit; a container keeps it, as in Docker.
 */
export type RunMount =
  | { readonly type: "bind"; readonly source: string; readonly target: string; readonly readOnly: boolean }
  /** As Docker's: noexec, nosuid, nodev, and mode 1777. */
  | { readonly type: "tmpfs"; readonly target: string; readonly sizeBytes?: number }
  /** A small file that is never on disk (a secret, a heredoc script). `mode` has permission bits. */
  | {
      readonly type: "file";
      readonly content: Uint8Array;
      readonly target: string;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
    }
  /** A merged view of unpacked layers; writable with `upperDir` and `workDir` (both empty, same file system). */
  | {
      readonly type: "overlay";
      /** Top first. */
      readonly lowerDirs: readonly string[];
      /** Path inside the merged view that appears at `target`; the whole view if absent. */
      readonly source?: string;
      readonly target: string;
      readonly upperDir?: string;
      readonly workDir?: string;
    };

/** A command, and how it is executed in a sandbox. */
export interface CommandSpec {
  readonly argv: readonly string[];
  /** `NAME=value`; only HOME (from the image's passwd) is added if it is missing, as in runc. */
  readonly env: readonly string[];
  /** Absolute; a run creates it if it does not exist, an exec does not start. */
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups: readonly number[];
  /** Whether the caller writes the command's stdin; otherwise it is empty. */
  readonly stdin?: "pipe";
  /**
   * Gives the command a terminal of this size, as `docker run -t` does: its output comes as stdout, stdin is typed into
   * it, and without stdin there is no input. The caller sets the variable TERM.
   */
  readonly terminal?: TerminalSize;
  /** Called once when the command has been executed; not if it could not be, and perhaps not if it ended at once. */
  readonly onStart?: () => void;
}

export interface RunSpec extends CommandSpec {
  /** Unpacked layers, top first; may be empty. */
  readonly lowerDirs: readonly string[];
  /** Directory that becomes the layer: empty, or what an earlier run has left in it. */
  readonly upperDir: string;
  /** Empty directory on the file system of `upperDir`; to be removed afterwards (`removeTrees`). */
  readonly workDir: string;
  /** BuildKit's is `buildkitsandbox`. */
  readonly hostname: string;
  /**
   * `none`: only loopback. `host`: the machine's. `filtered`: frames go to `network` below, and without it nowhere.
   */
  readonly network: "none" | "filtered" | "host";
  readonly mounts: readonly RunMount[];
  readonly limits: RunLimits;
  /**
   * Sets it up as Docker does a container, instead of as BuildKit does a RUN: made mount points stay, /etc/hosts,
   * /etc/hostname, and /etc/resolv.conf can be written, exit codes of a command that can't be executed are Docker's. Only
   * a container takes execs, can be paused, and is measured.
   */
  readonly container?: true;
  /** `docker run --read-only`: mounts, and what /dev has, can still be written. */
  readonly readOnlyRoot?: boolean;
  /**
   * Runs of the same group share the limits of memory, processes, and CPUs, if there are control groups. The group
   * stays until `leaveGroup`; a run without one does not share its limits.
   */
  readonly group?: string;
  /** Called periodically with what this run has used so far. */
  readonly onUse?: (use: RunUse) => void;
  /** Called once, after a command made a device: it is an empty file here, and a device in the layer. */
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
  /** Set at the end: how many of these stay in writable bind mounts. */
  readonly lastingBytes?: number;
  /** Set if no control group counts it. */
  readonly cpuSeconds?: number;
}

export type LimitKind = "memory" | "processes" | "cpu" | "disk" | "output" | "time";

/**
 * How a command ended. `exit`: on its own; if a signal ended it, `signal` names it and `code` is 128 + its number.
 * `not-started`: the command could not be executed; `message` is runc's message, `code` its exit code. With
 * `step`, something in the image, or something the run asks for in it, made that step of the helper fail.
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
      /** What can be done about it, one sentence each. */
      readonly waysOut: readonly string[];
    };

export interface ProbeDetails {
  /** `root`: real root; `subordinate`: an ordinary user with a range of ids; `single`: an ordinary user with one id. */
  readonly identity: "root" | "subordinate" | "single";
  /** Which user of the machine the root of a sandbox is; `reason` says why it is not an unused id. */
  readonly containerRoot: { readonly id: number; readonly reason?: string };
  /** What limits memory and processes. */
  readonly limitedBy: "cgroup2" | "cgroup1" | "watching";
  readonly kernel: string;
}

/** A command that was started. */
export interface StartedCommand {
  /** Present if the specification asks for it. Bytes that the command does not read are dropped when it ends. */
  readonly stdin?: Writable;
  /** Process ID of its helper: see commandProcess.ts. Absent if there is none. */
  readonly helper?: number;
  /** Must be read: until then, the command waits. */
  readonly output: Readonly<Record<OutputStream, Readable>>;
  /** Sends the command a signal, as `docker kill` does; as process 1, it ignores those it has no handler for. */
  signal(name: NodeJS.Signals): void;
  /** Resizes its terminal and notifies its foreground processes. Does nothing without a terminal. */
  resize(size: TerminalSize): void;
  /** Settles when all output has been read. Rejects with `SandboxError` if the sandbox itself failed. */
  wait(): Promise<RunResult>;
}

/** A sandbox whose first command was started. However that ends, it leaves no process, mount, or cgroup. */
export interface StartedRun extends StartedCommand {
  /**
   * Starts another command in the container, as `docker exec` does: in its namespaces and its control group, with no
   * more rights. It is killed when the container ends, or when `canceled` aborts; what it left in the background stays.
   * If the container's own command does not run, or is paused, it is `not-started`.
   */
  exec(spec: CommandSpec, canceled: AbortSignal): StartedCommand;
  /** Stops all its processes until `resume`, without their knowledge. It can still be killed. */
  pause(): Promise<PauseResult>;
  resume(): Promise<PauseResult>;
  /** As the container sees them, at most 1000. Empty if it has ended. */
  processes(): Promise<readonly SandboxProcess[]>;
  /** All zero if it has ended. */
  usage(): Promise<SandboxUsage>;
}

/**
 * `no-control-group`: none of its own is available that can pause; signals would not be the same, since processes notice those.
 * `busy`: a process could not be stopped in two seconds, and all go on. `ended`: there is nothing to pause.
 */
export type PauseResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "no-control-group" | "busy" | "ended" };

export interface SandboxProcess {
  readonly pid: number;
  /** 0 for process 1, and for the command of an exec. */
  readonly ppid: number;
  readonly uid: number;
  /** On all CPUs together. */
  readonly cpuSeconds: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Resident. */
  readonly memoryBytes: number;
  /** Its arguments, or its name in brackets; at most 999 bytes, without control characters. */
  readonly command: string;
}

/** What a sandbox uses now, and the CPU time since it started. Without a control group, as its processes show it. */
export interface SandboxUsage {
  readonly memoryBytes: number;
  readonly cpuSeconds: number;
  /** With threads. */
  readonly processes: number;
}

/** Runs commands in sandboxes. The suite in `executorSuite.ts` runs against every implementation. */
export interface Executor {
  /** Runs something once; the result is kept. */
  probe(): Promise<ProbeResult>;
  /** Starts one command; when `canceled` aborts, everything in its sandbox is killed. */
  start(spec: RunSpec, canceled: AbortSignal): StartedRun;
  /** This group has no more runs. */
  leaveGroup(group: string): Promise<void>;
}
