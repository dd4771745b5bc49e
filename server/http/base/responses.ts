import type { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { problemSchema } from "#contract/problem.ts";

/** The problem response of every route, for the OpenAPI description. */
export const failures = {
  default: {
    description: "A problem (RFC 9457)",
    content: { "application/problem+json": { schema: problemSchema } },
  },
} as const;

/** A route that streams bytes or text of this type. */
export function streamed(description: string, mediaType: string, schema: z.core.$ZodType = z.string()) {
  return { description, content: { [mediaType]: { schema } } };
}

export const nothing = z.void().describe("Done. No content.");

/** Sends the response of a `streamed` route at the client's pace. */
export function sendStream(reply: FastifyReply, mediaType: string, stream: Readable): FastifyReply {
  return reply.header("content-type", mediaType).send(stream);
}

/** Sends a response that is already JSON, without validating or serializing it again. */
export function sendJson(reply: FastifyReply, json: string | Uint8Array): FastifyReply {
  return reply.type("application/json; charset=utf-8").send(json);
}
