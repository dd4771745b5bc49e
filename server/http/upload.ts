import type { FastifyInstance, FastifyRequest } from "fastify";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#server/images/problemError.ts";

/** How long a client may go on sending what has been refused already, milliseconds. */
const LINGER = 5000;

function tooLarge(limit: number): ProblemError {
  return new ProblemError(
    problem("request/too-large", `The upload is larger than the limit of ${limit} bytes.`, {
      next: "Exclude large files, for example with .dockerignore, or ask the operator to raise STRATA_MAX_UPLOAD.",
    }),
  );
}

/**
 * A client that is still sending hears the answer only if its bytes are taken and thrown away (closing at once resets
 * the connection), but not for ever.
 */
function lingerThenClose(request: FastifyRequest): void {
  const { raw } = request;
  raw.resume();
  const timer = setTimeout(() => raw.destroy(), LINGER);
  timer.unref();
  raw.once("close", () => clearTimeout(timer));
}

function declaredLength(request: FastifyRequest): number {
  return Number(request.headers["content-length"] ?? 0);
}

/**
 * The bytes of a streamed body, never more than `limit`: refused before the first byte where Content-Length says so,
 * else as soon as they are too many. Throws `request/too-large`.
 */
export async function* boundedBody(request: FastifyRequest, limit: number): AsyncGenerator<Buffer, void> {
  let total = 0;
  try {
    if (declaredLength(request) > limit) throw tooLarge(limit);
    for await (const chunk of request.raw.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(chunk)) continue;
      total += chunk.length;
      if (total > limit) throw tooLarge(limit);
      yield chunk;
    }
  } finally {
    if (!request.raw.readableEnded) lingerThenClose(request);
  }
}

/** Leaves bodies of these types unread for the route to stream. */
export function streamBodies(app: FastifyInstance, types: readonly string[]): void {
  app.addContentTypeParser([...types], (_request, _payload, done) => done(null, undefined));
}

/**
 * `Expect: 100-continue` (curl sends it with large bodies): what is too large by its own word is answered without being
 * asked for.
 */
export function answerExpectations(app: FastifyInstance, limit: number): void {
  app.server.on("checkContinue", (request, response) => {
    if (Number(request.headers["content-length"] ?? 0) <= limit) response.writeContinue();
    app.routing(request, response);
  });
}
