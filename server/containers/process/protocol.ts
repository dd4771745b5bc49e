import type { Container, ContainerEnd } from "#contract/container.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Problem } from "#contract/problem.ts";
import type { ProbeResult, RunLimits, TerminalSize } from "#server/sandbox/executor/executor.ts";
import type { ChannelMessage } from "./channels.ts";

/** What the server tells its runtime process at its start. */
export interface RuntimeSettings {
  readonly dataDir: string;
  /** What containers can reach, and extra addresses or hosts if that is `filtered`. */
  readonly network: { readonly mode: "none" | "filtered" | "host"; readonly allow: readonly string[] };
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
  readonly stdin: boolean;
  readonly terminal?: TerminalSize;
  readonly limits: RunLimits;
  /** Without a person, output, or traffic for this long, it is ended; 0: never. */
  readonly idleSeconds: number;
  readonly logBytes: number;
}

export type StartAnswer =
  | { readonly started: true; readonly ports: Container["ports"] }
  | { readonly started: false; readonly code: number; readonly message: string };

/** Both are numbers of channels, chosen by the server. */
export interface StreamChannels {
  readonly output: number;
  readonly input?: number;
}

/** What the server asks the runtime process. */
export interface RuntimeCalls {
  open: { request: RuntimeSettings; answer: undefined };
  probe: { request: undefined; answer: ProbeResult };
  start: { request: StartRequest; answer: StartAnswer };
  signal: { request: { readonly id: string; readonly signal: NodeJS.Signals }; answer: undefined };
  /** Kills everything in it, without waiting for those who read its output. */
  end: { request: { readonly id: string }; answer: undefined };
  resize: { request: { readonly id: string; readonly size: TerminalSize }; answer: undefined };
  attach: { request: StreamChannels & { readonly id: string }; answer: undefined };
  /** Ends the attachments of a container that does not run. */
  forget: { request: { readonly id: string }; answer: undefined };
  /** Whether to tell when the log of a container has grown. */
  follow: { request: { readonly id: string; readonly on: boolean }; answer: undefined };
}

export type CallName = keyof RuntimeCalls;

/** One call, with its number. */
export interface Call<Name extends CallName = CallName> {
  readonly type: "call";
  readonly number: number;
  readonly name: Name;
  readonly request: RuntimeCalls[Name]["request"];
}

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
  | { readonly type: "logged"; readonly id: string }
  | ChannelMessage;
