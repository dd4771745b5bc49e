import type { Socket } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Problem, problem } from "#contract/problem.ts";
import { handleError } from "./problem.ts";
import { PROTECTIVE_HEADERS } from "./protectiveHeaders.ts";

/** The problem of a request that failed before any route or hook: an invalid URL. */
export function handleFrameworkError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return handleError(error, request, reply.headers(PROTECTIVE_HEADERS));
}

function problemOf(code: string): Problem {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return problem("request/invalid", "The request timed out.", { next: "Send it again." });
  }
  const detail = code === "HPE_HEADER_OVERFLOW" ? "The headers are too large." : "The request is not valid HTTP.";
  return problem("request/invalid", detail, { next: "The API is described at /api/openapi.json." });
}

/** Responds to input that is not valid HTTP, and closes the connection. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  // A browser connects ahead, and would take what comes on that connection for the answer to the request it sends then.
  const isUnused = socket.bytesRead === 0;
  if (error.code === "ECONNRESET" || isUnused || !socket.writable) {
    socket.destroy();
    return;
  }
  const shown = problemOf(error.code ?? "");
  const body = JSON.stringify(shown);
  const headers = {
    ...PROTECTIVE_HEADERS,
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    "cache-control": "no-store",
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(["HTTP/1.1 400 Bad Request", ...lines, "", body].join("\r\n"));
}
