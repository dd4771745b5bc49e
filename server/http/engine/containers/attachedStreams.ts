import type { Readable, Writable } from "node:stream";
import { KeySequence } from "#contract/docker/detachKeys.ts";
import type { Attachment, OutputChunk } from "#server/containers/containers.ts";
import type { EngineCall } from "../base/engineCall.ts";
import { writeTo } from "../base/engineReply.ts";
import { frame, MULTIPLEXED_STREAM, RAW_STREAM } from "./frames.ts";

/** A connection that belongs to a command's streams. */
export interface TakenConnection {
  readonly input: Readable;
  readonly output: Writable;
}

/** Answers with the connection itself, if the client asked for that; else with a body that goes on. */
export function takeConnection({ request, response, taken, version }: EngineCall, terminal: boolean): TakenConnection {
  const type = terminal || version < 42 ? RAW_STREAM : MULTIPLEXED_STREAM;
  if (taken === undefined) {
    response.writeHead(200, { "content-type": type });
    response.flushHeaders();
    return { input: request, output: response };
  }
  const { socket } = taken;
  response.detachSocket(socket as Parameters<typeof response.detachSocket>[0]);
  const headers = Object.entries(response.getHeaders()).map(([name, value]) => `${name}: ${value}`);
  const lines = ["HTTP/1.1 101 UPGRADED", `Content-Type: ${type}`, "Connection: Upgrade", "Upgrade: tcp", ...headers];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  return { input: socket, output: socket };
}

export interface StreamChoice {
  readonly terminal: boolean;
  readonly stdin: boolean;
  readonly streams: ReadonlySet<OutputChunk["stream"]>;
  /** Ends the connection, not the command. */
  readonly detachKeys: readonly number[];
  /** The connection does not end before this. */
  readonly until?: Promise<void>;
}

/** Connects a command's streams until it ends, the person detaches, or the client is gone. */
export async function connectStreams(
  attachment: Attachment,
  { input, output }: TakenConnection,
  { signal }: EngineCall,
  choice: StreamChoice,
): Promise<void> {
  let hasDetached = false;
  const detach = () => {
    hasDetached = true;
    attachment.detach();
  };
  signal.addEventListener("abort", detach);
  const typing =
    choice.stdin && attachment.stdin !== undefined ? type(input, attachment.stdin, choice, detach) : drain(input);
  typing.catch(detach);
  try {
    for await (const { stream, bytes } of attachment.output) {
      if (!choice.streams.has(stream)) continue;
      if (!(await writeTo(output, choice.terminal ? bytes : frame(stream, bytes), signal))) break;
    }
    if (!hasDetached) await choice.until;
  } finally {
    signal.removeEventListener("abort", detach);
    attachment.detach();
    output.end();
  }
}

/** A terminal's stdin stays open when the connection ends: the person may come back. */
async function type(
  input: Readable,
  stdin: Writable,
  { terminal, detachKeys }: StreamChoice,
  detach: () => void,
): Promise<void> {
  const keys = terminal ? new KeySequence(detachKeys) : undefined;
  stdin.on("error", () => {});
  for await (const bytes of input.iterator({ destroyOnReturn: false })) {
    const { passed, isComplete } = keys?.take(bytes) ?? { passed: bytes, isComplete: false };
    if (passed.length > 0 && !(await writeTo(stdin, passed))) return;
    if (isComplete) return detach();
  }
  if (!terminal) stdin.end();
}

/** So that the end of the connection is noticed. */
async function drain(input: Readable): Promise<void> {
  for await (const _ of input.iterator({ destroyOnReturn: false }));
}
