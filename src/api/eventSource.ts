import type { Problem } from "#contract/problem.ts";
import { addressOf } from "./address.ts";
import { createEventStreamParser, type ServerMessage } from "./parseEventStream.ts";
import { readProblem } from "./request.ts";

export interface EventSourceOptions {
  readonly path: string;
  readonly signal: AbortSignal;
  /** Returns true after the last message: the stream is closed and not reopened. */
  readonly onMessage: (message: ServerMessage) => boolean;
  /** Called at each change with whether the stream is open. */
  readonly onConnection?: (connected: boolean) => void;
  /** Pause before attempt n (from 1), in milliseconds. */
  readonly backoff?: (attempt: number) => number;
}

/** How reading ended: with the last message, by an abort, or because the server refused for good. */
export type StreamEnd = { kind: "over" } | { kind: "aborted" } | { kind: "refused"; problem: Problem };

/** Half a second, doubling up to ten seconds, with jitter so a whole class doesn't reconnect at once. */
function defaultBackoff(attempt: number): number {
  return Math.min(10_000, 500 * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2);
}

/**
 * Reads server-sent events until the last one. A lost connection is reopened from the last ID seen; a message
 * whose own numeric ID was seen before is dropped. A 4xx ends it: trying again would not help.
 */
export async function readEvents(options: EventSourceOptions): Promise<StreamEnd> {
  const { signal, onConnection, backoff = defaultBackoff } = options;
  let lastId = "";
  let attempt = 0;
  const onMessage = (message: ServerMessage): boolean => {
    if (message.isNumbered && Number(message.id) <= Number(lastId || "0")) return false;
    lastId = message.id || lastId;
    attempt = 0;
    return options.onMessage(message);
  };
  while (!signal.aborted) {
    const end = await readOnce(options, lastId, onMessage);
    if (end) return end;
    if (signal.aborted) break;
    onConnection?.(false);
    attempt += 1;
    await pause(backoff(attempt), signal);
  }
  return { kind: "aborted" };
}

async function readOnce(
  { path, signal, onConnection }: EventSourceOptions,
  lastId: string,
  onMessage: (message: ServerMessage) => boolean,
): Promise<StreamEnd | undefined> {
  try {
    const headers: Record<string, string> = { accept: "text/event-stream" };
    if (lastId) headers["last-event-id"] = lastId;
    const response = await fetch(addressOf(path), { headers, signal, cache: "no-store" });
    if (response.status >= 400 && response.status < 500 && response.status !== 429)
      return { kind: "refused", problem: await readProblem(response) };
    if (!response.ok || !response.body) return undefined;
    onConnection?.(true);
    const parse = createEventStreamParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      for (const message of parse(value)) {
        if (onMessage(message)) {
          void reader.cancel();
          return { kind: "over" };
        }
      }
    }
  } catch {
    // The network failed; the loop retries unless we aborted.
    return undefined;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener("abort", finish);
  });
}
