import type { ClientCommand, ClientEnd } from "../client/runClient.ts";
import { startClient } from "../client/runClient.ts";
import { ProgressLines } from "../rawjson/progressLines.ts";
import type { SolveStatus } from "../rawjson/solveStatus.ts";

export interface Solve<T> {
  readonly end: ClientEnd;
  /** What buildx said besides progress. */
  readonly words: string;
  /** What `receive` made of the output; undefined if the build failed. */
  readonly received?: T;
}

/**
 * Runs buildx: its progress goes to `onStatus`, its output to `receive`. If that fails, buildx is stopped and the error
 * thrown, unless buildx failed before: then its output just ended too soon.
 */
export async function solve<T>(
  command: ClientCommand,
  signal: AbortSignal,
  onStatus: (status: SolveStatus) => void,
  receive: (output: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<Solve<T>> {
  const stop = new AbortController();
  const { child, end } = startClient(command, AbortSignal.any([signal, stop.signal]));
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error("the client has no pipes");
  stdin.end();
  const lines = new ProgressLines(onStatus);
  stderr.on("data", (bytes: Buffer) => lines.write(bytes));
  let failure: unknown;
  const received = receive(stdout).catch((error: unknown) => {
    failure = error;
    stdout.resume();
    return undefined;
  });
  const early = received.then(() => {
    if (failure !== undefined && child.exitCode === null) setTimeout(() => stop.abort(), 200).unref();
  });
  const ended = await end;
  lines.end();
  await early;
  const result = await received;
  if (ended.code === 0 && failure !== undefined) throw failure;
  if (ended.code !== 0 && failure !== undefined && stop.signal.aborted && !signal.aborted) throw failure;
  return { end: ended, words: lines.words, ...(ended.code === 0 && result !== undefined && { received: result }) };
}
