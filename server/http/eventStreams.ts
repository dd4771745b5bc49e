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

/** A comment is sent after so long a silence, so that nothing between closes the connection, milliseconds. */
const HEARTBEAT = 15_000;
/** Time for readers to take the end of their stream when the server stops, milliseconds. */
const FAREWELL = 1000;

function frame({ id, data }: EventMessage): string {
  return `${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`;
}

async function* frames(messages: AsyncGenerator<EventMessage, void>, heartbeat: number): AsyncGenerator<string, void> {
  try {
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
  } finally {
    await messages.return();
  }
}

/** The server-sent event streams that are open, at most `limit` at the same time. */
export class EventStreams {
  readonly #limit: number;
  readonly #stopping = new AbortController();
  readonly #open = new Set<Promise<void>>();

  constructor(limit = 500) {
    this.#limit = limit;
  }

  /** How many are open. */
  get open(): number {
    return this.#open.size;
  }

  /**
   * Sends messages. The reader sets the pace: the next message is asked for when the last one has left. `start` gets a
   * signal that aborts when the reader goes or the server stops; what it yields until then still arrives.
   */
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    start: (signal: AbortSignal) => AsyncGenerator<EventMessage, void>,
  ): FastifyReply {
    if (this.#open.size >= this.#limit) {
      throw new ProblemError(problem("request/too-many", `${this.#limit} event streams are already open.`));
    }
    const gone = new AbortController();
    const closed = new Promise<void>((resolve) => reply.raw.once("close", resolve)).then(() => {
      this.#open.delete(closed);
      gone.abort();
    });
    this.#open.add(closed);
    const messages = start(AbortSignal.any([gone.signal, this.#stopping.signal]));
    const stream = Readable.from(frames(messages, HEARTBEAT), { objectMode: false, highWaterMark: 64 * 1024 });
    stream.on("error", (error) => request.log.error({ err: error }, "event stream failed"));
    reply.code(200).header("cache-control", "no-store").header("x-accel-buffering", "no");
    return sendStream(reply, "text/event-stream; charset=utf-8", stream);
  }

  /** Ends every stream in order, waiting a moment for slow readers. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, FAREWELL);
    await Promise.race([Promise.all(this.#open), patience.promise]);
    clearTimeout(timer);
  }
}

/** The number in `Last-Event-ID`, 0 where there is none or it makes no sense. */
export function lastEventId(request: FastifyRequest): number {
  const header = request.headers["last-event-id"];
  const value = typeof header === "string" ? Number(header) : 0;
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
