import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#server/images/problemError.ts";
import { sendStream } from "./responses.ts";

export interface EventMessage {
  /** Its number, which a reader that lost its connection gives back in `Last-Event-ID`. */
  readonly id?: number;
  /** JSON on one line. */
  readonly data: string;
}

/** Streams that may be open at the same time. */
const MAX_STREAMS = 500;
/** A comment is sent after so long a silence, so that nothing between closes the connection, milliseconds. */
const HEARTBEAT = 15_000;

let openStreams = 0;

function frame({ id, data }: EventMessage): string {
  return `${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`;
}

async function* frames(messages: AsyncIterator<EventMessage>, heartbeat: number): AsyncGenerator<string, void> {
  yield ": connected\n\n";
  let next = messages.next();
  for (;;) {
    const silence = Promise.withResolvers<"silence">();
    const timer = setTimeout(silence.resolve, heartbeat, "silence");
    const result = await Promise.race([next, silence.promise]);
    clearTimeout(timer);
    if (result === "silence") {
      yield ": still here\n\n";
    } else if (result.done === true) {
      return;
    } else {
      yield frame(result.value);
      next = messages.next();
    }
  }
}

/**
 * Sends messages as server-sent events. The reader sets the pace: the next message is asked for when the last one has
 * left. `start` gets a signal that aborts when the reader goes or the server stops.
 */
export function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  stopping: AbortSignal,
  start: (signal: AbortSignal) => AsyncIterable<EventMessage>,
): FastifyReply {
  if (openStreams >= MAX_STREAMS) {
    throw new ProblemError(problem("request/too-many", `${openStreams} event streams are open already.`));
  }
  openStreams += 1;
  const gone = new AbortController();
  reply.raw.once("close", () => {
    openStreams -= 1;
    gone.abort();
  });
  const messages = start(AbortSignal.any([gone.signal, stopping]))[Symbol.asyncIterator]();
  const stream = Readable.from(frames(messages, HEARTBEAT), { objectMode: false, highWaterMark: 64 * 1024 });
  stream.on("error", (error) => request.log.error({ err: error }, "event stream broke"));
  reply.code(200).header("cache-control", "no-store").header("x-accel-buffering", "no");
  return sendStream(reply, "text/event-stream; charset=utf-8", stream);
}

/** The number in `Last-Event-ID`, 0 where there is none or it makes no sense. */
export function lastEventId(request: FastifyRequest): number {
  const header = request.headers["last-event-id"];
  const value = typeof header === "string" ? Number(header) : 0;
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
