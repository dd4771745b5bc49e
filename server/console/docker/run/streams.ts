import { problemError } from "#contract/problemError.ts";
import type { Attachment, OutputChunk } from "#server/containers/containers.ts";
import { writeDrained } from "#server/waiting/writeDrained.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import type { RawTerminal, Terminal } from "../../command/commandIo.ts";

export interface StreamOptions {
  /** The command has a terminal of its own. */
  readonly terminal: boolean;
  readonly stdin: boolean;
  readonly detachKeys: string | undefined;
  /** Called at Ctrl-C if the command has no terminal of its own. */
  readonly onInterrupt?: () => void;
}

export type StreamEnd = "ended" | "detached";

/** Connects the person's terminal, or the console's stdin and stdout, to a command until it ends or they detach. */
export async function connectStreams(
  context: CommandContext,
  attachment: Attachment,
  options: StreamOptions,
): Promise<StreamEnd> {
  const { terminal } = context.io;
  if (options.terminal && terminal !== undefined && context.io.stdout.isTerminal) {
    return await connectTerminal(context, attachment, options);
  }
  const release = options.onInterrupt === undefined ? undefined : context.onInterrupt(options.onInterrupt);
  const stop = new AbortController();
  const sending = options.stdin ? send(context.io.stdin, attachment, stop.signal) : Promise.resolve();
  try {
    await printOutput(context, attachment.output);
    return "ended";
  } finally {
    stop.abort();
    release?.();
    attachment.detach();
    // Whoever types no longer has anybody to read it.
    void sending.catch(() => {});
  }
}

async function connectTerminal(
  context: CommandContext,
  attachment: Attachment,
  { stdin, detachKeys }: StreamOptions,
): Promise<StreamEnd> {
  const { terminal } = context.io;
  if (terminal === undefined) return "ended";
  const raw = openRaw(terminal, detachKeys);
  attachment.resize(terminal.size());
  const unsubscribe = terminal.onResize((size) => attachment.resize(size));
  const detach = (): void => attachment.detach();
  raw.detached.addEventListener("abort", detach, { once: true });
  const sending = stdin ? send(raw.input, attachment, context.signal) : Promise.resolve();
  sending.catch(() => {});
  try {
    for await (const { bytes } of attachment.output) await raw.write(bytes);
    return raw.detached.aborted ? "detached" : "ended";
  } finally {
    raw.detached.removeEventListener("abort", detach);
    unsubscribe();
    raw.close();
    attachment.detach();
  }
}

function openRaw(terminal: Terminal, detachKeys: string | undefined): RawTerminal {
  try {
    return terminal.openRaw(detachKeys);
  } catch (error) {
    if (error instanceof RangeError) throw problemError("request/invalid", error.message);
    throw error;
  }
}

/** What the person types, or what is piped in, into the command's stdin, and its end. */
async function send(input: AsyncIterable<Uint8Array>, { stdin }: Attachment, signal: AbortSignal): Promise<void> {
  if (stdin === undefined) return;
  // A command that closes its stdin early is no fault.
  stdin.on("error", () => {});
  for await (const bytes of input) {
    if (signal.aborted || stdin.destroyed || stdin.writableEnded) return;
    await writeDrained(stdin, bytes, signal);
  }
  stdin.end();
}

/** Writes a command's output where it belongs. */
async function printOutput({ io, signal }: CommandContext, output: AsyncIterable<OutputChunk>): Promise<void> {
  for await (const { stream, bytes } of output) {
    signal.throwIfAborted();
    await (stream === "stdout" ? io.stdout : io.stderr).write(bytes);
  }
}
