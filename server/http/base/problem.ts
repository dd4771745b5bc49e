import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { type Problem, type ProblemCode, problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { problemOfFullDisk } from "#server/storage/fullDisk.ts";

const FASTIFY_CODES: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ["request/too-large", "The body is larger than this route accepts."],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ["request/unsupported-media-type", "Send JSON, or a tar if the route accepts one."],
  FST_ERR_CTP_INVALID_JSON_BODY: ["request/invalid", "The body is not valid JSON."],
  FST_ERR_CTP_EMPTY_JSON_BODY: ["request/invalid", "The body is empty. Send JSON."],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ["request/invalid", "The length of the body does not match its Content-Length."],
  FST_ERR_BAD_URL: ["request/invalid", "The URL is not valid."],
  FST_ERR_MAX_LIMIT: ["request/invalid", "A part of the URL is too long."],
};

function isErrorWithCode(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}

function invalidRequest(error: FastifyError): Problem {
  const issues = (error.validation ?? []).slice(0, 5).map(({ instancePath, message }) => {
    const where = instancePath === "" ? (error.validationContext ?? "request") : instancePath.slice(1);
    return `${where.replaceAll("/", ".")}: ${message ?? "not valid"}`;
  });
  return problem("request/invalid", issues.join("; "), { next: "The API is described at /api/openapi.json." });
}

/**
 * Maps every error of a request to a problem. Unexpected errors become `internal`, without a path, a message, or a
 * stack: those go to the log.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const full = problemOfFullDisk(error);
  if (full !== undefined) return full;
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error);
  if (isErrorWithCode(error)) {
    const known = FASTIFY_CODES[error.code];
    if (known !== undefined) return problem(...known);
    if (error.code === "ECONNRESET" || error.code === "ERR_STREAM_PREMATURE_CLOSE") {
      return problem("request/invalid", "The request ended before its body was complete.");
    }
  }
  return problem("internal", "The server failed unexpectedly. See its log for details.", { next: "Try again." });
}

/** Sends a problem as defined by RFC 9457. */
export function sendProblem(reply: FastifyReply, shown: Problem): FastifyReply {
  return reply
    .code(shown.status)
    .header("cache-control", "no-store")
    .type("application/problem+json; charset=utf-8")
    .serializer(JSON.stringify)
    .send(shown);
}

/** Fastify's error handler: maps the error, logs unexpected ones with their cause, and sends the problem. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const shown = toProblem(error);
  if (shown.code === "internal") request.log.error({ err: error }, "request failed");
  else request.log.info({ problem: shown.code }, shown.detail);
  return sendProblem(reply, shown);
}
