import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { ownerOf } from "./owner.ts";
import { sendStream } from "./responses.ts";

export interface EventMessage {
  /** Its number, which a client that reconnects sends in `Last-Event-ID`. */
  readonly id?: number;
  /** JSON on one line. */
  readonly data: string;
}

/** A comment is sent after this much silence, so that no proxy closes the connection, in milliseconds. */
const HEARTBEAT = 15_000;
/** Time for clients to receive the end of their stream when the server stops, in milliseconds. */
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

export interface StreamLimits {
  readonly all: number;
  /** So that nobody in a class takes those of the others. */
  readonly perOwner: number;
}

/** A class of 200 has four each. */
const LIMITS: StreamLimits = { all: 1000, perOwner: 250 };

/** The open streams of server-sent events. */
export class EventStreams {
  readonly #limits: StreamLimits;
  readonly #byOwner = new Map<string, number>();
  readonly #stopping = new AbortController();
  readonly #open = new Set<Promise<void>>();

  constructor(limits = LIMITS) {
    this.#limits = limits;
  }

  /** The number of open streams. */
  get open(): number {
    return this.#open.size;
  }

  /**
   * Sends messages at the client's pace: the next message is pulled when the last one has been sent. `start` gets a
   * signal that aborts when the client disconnects or the server stops; messages yielded until then are still sent.
   */
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    start: (signal: AbortSignal) => AsyncGenerator<EventMessage, void>,
  ): FastifyReply {
    const owner = ownerOf(request);
    const own = this.#byOwner.get(owner) ?? 0;
    if (this.#open.size >= this.#limits.all || own >= this.#limits.perOwner) {
      const most = Math.max(own, this.#open.size);
      throw new ProblemError(problem("request/too-many", `${most} event streams are already open.`));
    }
    this.#byOwner.set(owner, own + 1);
    const gone = new AbortController();
    const closed = new Promise<void>((resolve) => reply.raw.once("close", resolve)).then(() => {
      this.#open.delete(closed);
      const left = (this.#byOwner.get(owner) ?? 1) - 1;
      if (left > 0) this.#byOwner.set(owner, left);
      else this.#byOwner.delete(owner);
      gone.abort();
    });
    this.#open.add(closed);
    const messages = start(AbortSignal.any([gone.signal, this.#stopping.signal]));
    const stream = Readable.from(frames(messages, HEARTBEAT), { objectMode: false, highWaterMark: 64 * 1024 });
    stream.on("error", (error) => request.log.error({ err: error }, "event stream failed"));
    reply.code(200).header("cache-control", "no-store").header("x-accel-buffering", "no");
    return sendStream(reply, "text/event-stream; charset=utf-8", stream);
  }

  /** Ends every stream cleanly, waiting briefly for slow clients. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, FAREWELL);
    await Promise.race([Promise.all(this.#open), patience.promise]);
    clearTimeout(timer);
  }
}

/** The number in `Last-Event-ID`; 0 if it is missing or invalid. */
export function lastEventId(request: FastifyRequest): number {
  const header = request.headers["last-event-id"];
  const value = typeof header === "string" ? Number(header) : 0;
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
