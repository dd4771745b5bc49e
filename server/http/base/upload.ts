import type { FastifyInstance, FastifyRequest } from "fastify";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";

/** A request whose body is still to be read. */
export type BodySource = Pick<FastifyRequest, "raw" | "headers">;

/** How long a client may keep sending a body that was already rejected, in milliseconds. */
const LINGER = 5000;

function tooLarge(limit: number): ProblemError {
  return new ProblemError(
    problem("request/too-large", `The upload is larger than the limit of ${limit} bytes.`, {
      next: "Exclude large files, for example with .dockerignore, or ask the operator to raise STRATA_MAX_UPLOAD.",
    }),
  );
}

/**
 * A client that is still sending sees the response only if its bytes are read and discarded (closing at once resets
 * the connection), for a limited time.
 */
function lingerThenClose({ raw }: BodySource): void {
  raw.resume();
  const timer = setTimeout(() => raw.destroy(), LINGER);
  timer.unref();
  raw.once("close", () => clearTimeout(timer));
}

function declaredLength({ headers }: BodySource): number {
  return Number(headers["content-length"] ?? 0);
}

/**
 * The bytes of a streamed body, at most `limit`: rejected before the first byte if Content-Length is larger, or else
 * once the limit is exceeded. Throws `request/too-large`.
 */
export async function* boundedBody(request: BodySource, limit: number): AsyncGenerator<Buffer, void> {
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

/** The same without a limit: the reader of the pieces decides. */
export function wholeBody(request: FastifyRequest): AsyncGenerator<Buffer, void> {
  return boundedBody(request, Number.POSITIVE_INFINITY);
}

/** Leaves bodies of these types unread for the route to stream. */
export function streamBodies(app: FastifyInstance, types: readonly string[]): void {
  app.addContentTypeParser([...types], (_request, _payload, done) => done(null, undefined));
}

/**
 * `Expect: 100-continue` (curl sends it with large bodies): a body whose Content-Length is too large is rejected before
 * it is sent.
 */
export function answerExpectations(app: FastifyInstance, limit: number): void {
  app.server.on("checkContinue", (request, response) => {
    if (Number(request.headers["content-length"] ?? 0) <= limit) response.writeContinue();
    app.routing(request, response);
  });
}
