import type {
  CommitRequest,
  Container,
  ContainerChange,
  ContainerEnd,
  ContainerSpec,
  PublishedPort,
  WritableLayer,
} from "#contract/container.ts";
import type { ContainersDescription } from "#contract/health.ts";
import type { ContainerConfig, LayerFiles } from "#contract/image.ts";
import type { EntriesPage, EntriesQuery } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Problem } from "#contract/problem.ts";
import type { Page } from "#server/oci/inspect/layerFiles.ts";
import type { SandboxUse } from "#server/sandbox/executor/createExecutor.ts";
import type {
  PauseResult,
  ProbeResult,
  RunLimits,
  SandboxProcess,
  SandboxUsage,
  TerminalSize,
} from "#server/sandbox/executor/executor.ts";
import type { AskedPath } from "../archivePath.ts";
import type { CommittedFrom } from "../commit.ts";
import type { PathStat } from "../containers.ts";
import type { ChannelMessage } from "./channels.ts";

/** What the server sends its runtime process first. */
export interface RuntimeSettings {
  readonly dataDir: string;
  /** What containers can reach, and extra addresses or hosts if that is `filtered`. */
  readonly network: { readonly mode: "none" | "filtered" | "host"; readonly allow: readonly string[] };
  /** Absent: `auto`. */
  readonly sandbox?: SandboxUse;
}

/** Both are numbers of channels, chosen by the server. */
export interface StreamChannels {
  readonly output: number;
  readonly input?: number;
}

export interface StartRequest {
  readonly id: string;
  /** diffIds, base first. */
  readonly layers: readonly Digest[];
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  /** As USER has it; looked up in the container's own files. */
  readonly user: string;
  readonly hostname: string;
  readonly network: "default" | "none";
  readonly tmpfs: readonly { readonly target: string; readonly sizeBytes?: number }[];
  readonly volumes: readonly RuntimeVolume[];
  readonly readOnlyRoot: boolean;
  readonly ports: readonly PublishedPort[];
  readonly stdin: boolean;
  readonly terminal?: TerminalSize;
  readonly limits: RunLimits;
  /** Without a person, output, or traffic for this long, it is ended; 0: never. */
  readonly idleSeconds: number;
  readonly logBytes: number;
}

/** A volume: its folder's ID, and where the container has it. */
export interface RuntimeVolume {
  readonly folder: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** A container's files, whether or not it runs. */
export interface ContainerView {
  readonly id: string;
  readonly layers: readonly Digest[];
  readonly volumes: readonly RuntimeVolume[];
  /** Where tmpfs are mounted. */
  readonly tmpfs: readonly string[];
  readonly readOnlyRoot: boolean;
  /** Bytes that the writable layer may have. */
  readonly limitBytes: number;
}

export interface ExecRequest extends StreamChannels {
  /** The container, and this command's own ID. */
  readonly id: string;
  readonly exec: string;
  readonly layers: readonly Digest[];
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: string;
  readonly terminal?: TerminalSize;
}

export interface RuntimeUsage extends SandboxUsage {
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

export interface CommitCall {
  readonly view: ContainerView;
  readonly owner: string;
  readonly spec: ContainerSpec;
  readonly image: CommittedFrom;
  /** After the changes that the request asks for. */
  readonly config: ContainerConfig;
  readonly request: CommitRequest;
}

/** A path of a container, which the person named `container`. */
export interface PathCall extends AskedPath {
  readonly view: ContainerView;
}

export type StartAnswer =
  | { readonly started: true; readonly ports: Container["ports"] }
  | { readonly started: false; readonly code: number; readonly message: string };

/** Why it can't: one sentence, and one for each way out. */
export type RuntimeProbe =
  | { readonly ok: true; readonly engine?: NonNullable<ContainersDescription["engine"]> }
  | Extract<ProbeResult, { readonly ok: false }>;

/** What the server asks the runtime process. */
export interface RuntimeCalls {
  open: { request: RuntimeSettings; answer: undefined };
  /** Whether it can run containers here. */
  probe: { request: undefined; answer: RuntimeProbe };
  start: { request: StartRequest; answer: StartAnswer };
  signal: { request: { readonly id: string; readonly signal: NodeJS.Signals }; answer: undefined };
  /** Kills everything in it, without waiting for those who read its output. */
  end: { request: { readonly id: string }; answer: undefined };
  resize: { request: { readonly id: string; readonly size: TerminalSize }; answer: undefined };
  attach: { request: StreamChannels & { readonly id: string }; answer: undefined };
  /** Ends the attachments of a container that does not run. */
  forget: { request: { readonly id: string }; answer: undefined };
  /** Volumes were removed: whatever else the runtime has of them goes too. */
  tidy: { request: undefined; answer: undefined };
  exec: { request: ExecRequest; answer: StartAnswer };
  execSignal: { request: { readonly exec: string; readonly signal: NodeJS.Signals }; answer: undefined };
  execResize: { request: { readonly exec: string; readonly size: TerminalSize }; answer: undefined };
  pause: { request: { readonly id: string }; answer: PauseResult };
  resume: { request: { readonly id: string }; answer: PauseResult };
  processes: { request: { readonly id: string }; answer: readonly SandboxProcess[] };
  usage: { request: { readonly id: string }; answer: RuntimeUsage };
  changes: { request: ContainerView; answer: ContainerChange[] };
  files: { request: { readonly view: ContainerView; readonly page: Page }; answer: LayerFiles };
  entries: { request: { readonly view: ContainerView; readonly query: EntriesQuery }; answer: EntriesPage };
  totals: { request: ContainerView; answer: WritableLayer };
  commit: { request: CommitCall; answer: Digest };
  stat: { request: PathCall; answer: PathStat };
  /** The tar follows in the channel. */
  readArchive: { request: PathCall & { readonly output: number }; answer: PathStat };
  /** The tar follows in the channel. */
  export: { request: { readonly view: ContainerView; readonly output: number }; answer: undefined };
  writeArchive: { request: PathCall & { readonly input: number }; answer: undefined };
  /** Whether to report when the log of a container has grown. */
  follow: { request: { readonly id: string; readonly on: boolean }; answer: undefined };
}

export type CallName = keyof RuntimeCalls;

/** One call of these names, with its number. */
export type Call<Names extends CallName = CallName> = {
  readonly [Name in Names]: {
    readonly type: "call";
    readonly number: number;
    readonly name: Name;
    readonly request: RuntimeCalls[Name]["request"];
  };
}[Names];

export type ToRuntime = Call | ChannelMessage;

/** How a container ended. */
export interface RuntimeEnd {
  readonly code: number;
  readonly reason: ContainerEnd;
  readonly message?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export type FromRuntime =
  /** Of the type that the call with this number has. */
  | { readonly type: "answer"; readonly number: number; readonly answer: never }
  | { readonly type: "problem"; readonly number: number; readonly problem: Problem }
  | { readonly type: "failed"; readonly number: number; readonly message: string }
  | { readonly type: "ended"; readonly id: string; readonly end: RuntimeEnd }
  | { readonly type: "exec-ended"; readonly exec: string; readonly code: number }
  | { readonly type: "logged"; readonly id: string }
  /** A failure of ours, for the server's log. */
  | { readonly type: "failure"; readonly message: string }
  | ChannelMessage;
