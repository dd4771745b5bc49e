import type { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { problemSchema } from "#contract/problem.ts";

/** Every route's answer for what went wrong, as the API description shows it. */
export const failures = {
  default: {
    description: "A problem (RFC 9457)",
    content: { "application/problem+json": { schema: problemSchema } },
  },
} as const;

/** A route that streams bytes or text of this type. */
export function streamed(description: string, mediaType: string, schema: z.ZodType = z.string()) {
  return { description, content: { [mediaType]: { schema } } };
}

export const nothing = z.void().describe("Done. No content.");

/** Sends what a `streamed` route promises; the client sets the pace. */
export function sendStream(reply: FastifyReply, mediaType: string, stream: Readable): FastifyReply {
  return reply.header("content-type", mediaType).send(stream);
}

/** Sends an answer that is JSON already, as its route promises it: nothing is checked or written anew. */
export function sendJson(reply: FastifyReply, json: string | Uint8Array): FastifyReply {
  return reply.type("application/json; charset=utf-8").send(json);
}
