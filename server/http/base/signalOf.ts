import type { FastifyReply } from "fastify";

/** Aborts if the client disconnects. */
export function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  return gone.signal;
}
