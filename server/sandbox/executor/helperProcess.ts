import { type ChildProcess, type ChildProcessWithoutNullStreams, type StdioOptions, spawn } from "node:child_process";
import type { Readable, Stream, Writable } from "node:stream";
import { SandboxError } from "./sandboxError.ts";
import type { Command } from "./sandboxHelper.ts";

/** Descriptor 3 of the helper: it reports how the run ended and takes signals; closing it ends the run. */
export const CONTROL = 3;
export const WIRE = 4;
/** The command's stdin. */
export const INPUT = 5;
/** Through this, a run takes execs. */
export const DOOR = 6;
/** The helper ends a command in a few milliseconds; if it does not, it is killed together with the command. */
const PATIENCE_MS = 1500;

/** What the helper's descriptors from 4 on are; it reads its specification from 0. */
export function spawnHelper(
  { command, args }: Command,
  specification: Uint8Array,
  more: readonly ("pipe" | "ignore" | Stream)[],
): ChildProcessWithoutNullStreams {
  const stdio: StdioOptions = ["pipe", "pipe", "pipe", "pipe", ...more];
  const child = spawn(command, args, { stdio, env: {}, cwd: "/" });
  if (!hasStreams(child)) throw new SandboxError("start", "The sandbox helper was started without streams.");
  child.stdin.on("error", () => {}); // The result says why it did not read.
  child.stdin.end(specification);
  return child;
}

function hasStreams(child: ChildProcess): child is ChildProcessWithoutNullStreams {
  return child.stdin !== null && child.stdout !== null && child.stderr !== null;
}

/** Data sent after the other side has closed is dropped. */
export function ignoringErrors<Kind extends Stream>(stream: Kind): Kind {
  stream.on("error", () => {});
  return stream;
}

/**
 * Resolves when the helper has closed its ends: the command is over then, and its last output has been read. When
 * `canceled` aborts, `cancel` asks the helper to end it. `others` need not be read to their end.
 */
export async function helperEnd(
  child: ChildProcess,
  canceled: AbortSignal,
  cancel: () => void,
  others: readonly (Readable | Writable | null | undefined)[],
): Promise<void> {
  const failed = new Promise<never>((_, reject) => {
    child.once("error", (cause) =>
      reject(new SandboxError("start", "The sandbox helper could not be started.", { cause })),
    );
  });
  const streams = [child.stdout, child.stderr, child.stdio[CONTROL]];
  const ends = streams.map(
    (stream) => new Promise<void>((resolve) => stream?.once("end", resolve).once("close", resolve)),
  );
  const onAbort = () => {
    cancel();
    setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS).unref();
  };
  canceled.addEventListener("abort", onAbort, { once: true });
  try {
    await Promise.race([failed, Promise.all(ends)]);
  } finally {
    canceled.removeEventListener("abort", onAbort);
    // Unread, they would keep the child from closing.
    for (const stream of others) stream?.destroy();
  }
}
