import { problem } from "#contract/problem.ts";
import { ProblemError } from "#server/images/problemError.ts";
import type { ImageReference } from "#server/images/reference.ts";
import { familiarName } from "#server/images/reference.ts";
import type { Endpoint } from "./endpoints.ts";
import { ConnectionError } from "./httpRequest.ts";

/** Problems that another server may not have. */
const ELSEWHERE = new Set(["registry/not-found", "registry/unauthorized", "registry/invalid", "registry/digest"]);

/**
 * Asks one server after the other until one delivers. Where none does, throws what the last one said, with what the
 * mirrors before it said, as a ProblemError; or the signal's reason.
 */
export async function tryEndpoints<T>(
  reference: ImageReference,
  endpoints: readonly Endpoint[],
  signal: AbortSignal,
  ask: (endpoint: Endpoint) => Promise<T>,
): Promise<T> {
  const failures: ProblemError[] = [];
  for (const endpoint of endpoints) {
    try {
      return await ask(endpoint);
    } catch (error) {
      signal.throwIfAborted();
      const failure = asProblem(reference, endpoint, error);
      failures.push(failure);
      if (!ELSEWHERE.has(failure.problem.code) && failure.problem.code !== "registry/unreachable") throw failure;
    }
  }
  throw worst(failures);
}

function asProblem(reference: ImageReference, endpoint: Endpoint, error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!(error instanceof ConnectionError)) throw error;
  const host = endpoint.url.host === error.host ? endpoint.name : `${endpoint.name} (${error.host})`;
  const detail = `${familiarName(reference)} can't be fetched: ${host} can't be reached, ${error.message}.`;
  return new ProblemError(problem("registry/unreachable", detail), { cause: error });
}

/** The last server is the image's own: its word counts. What the others said stands behind it. */
function worst(failures: readonly ProblemError[]): ProblemError {
  const last = failures.at(-1);
  if (last === undefined) throw new Error("an image has no registry to ask");
  const before = failures.slice(0, -1).map((failure) => failure.problem.detail);
  const detail = [last.problem.detail, ...before].join(" ");
  return new ProblemError({ ...last.problem, detail }, { cause: last });
}
