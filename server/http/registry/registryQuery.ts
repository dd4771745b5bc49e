import type { FastifyRequest } from "fastify";

/** The query of a request; the first value of each name counts. */
export function queryOf({ url }: FastifyRequest): URLSearchParams {
  const start = url.indexOf("?");
  return new URLSearchParams(start === -1 ? "" : url.slice(start + 1));
}
