import type { FastifyReply, FastifyRequest } from "fastify";
import type { ProblemCode } from "#contract/problem.ts";
import {
  errorEntry,
  type Refusal,
  RegistryError,
  type RegistryErrorCode,
} from "#server/oci/distribution/protocol/registryError.ts";
import { toProblem } from "../base/problem.ts";

/** The registry's codes for problems of other parts of the server; others have none, and keep their status. */
const CODES: Partial<Record<ProblemCode, RegistryErrorCode>> = {
  "request/foreign": "DENIED",
  "request/too-large": "SIZE_INVALID",
  "request/too-many": "TOOMANYREQUESTS",
  "blob/mismatch": "DIGEST_INVALID",
};

/** Fastify's error handler for the registry: every error as `{"errors": […]}`, unexpected ones to the log. */
export function handleRegistryError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error);
  if (refusal.status === 500) request.log.error({ err: error }, "request failed");
  return sendRefusal(reply, refusal);
}

function sendRefusal(reply: FastifyReply, { status, errors }: Refusal): FastifyReply {
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type("application/json")
    .serializer(JSON.stringify)
    .send({ errors });
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof RegistryError) return error.refusal;
  const { code, status, detail, next } = toProblem(error);
  const message = next === undefined ? detail : `${detail} ${next}`;
  return { status, errors: [errorEntry(CODES[code] ?? "UNSUPPORTED", { message })] };
}
