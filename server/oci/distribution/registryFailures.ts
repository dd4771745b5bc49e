import { type Problem, problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { Endpoint } from "./endpoints.ts";
import { ConnectionError, PrivateNetworkError } from "./httpRequest.ts";

const NEXT =
  "The operator can allow it with STRATA_REGISTRY_PRIVATE=yes, or with a login for this registry in STRATA_REGISTRY_AUTH.";

/**
 * A failed request to a registry as a problem; `can't` says what failed, such as "Can't pull busybox". An error that is
 * neither a connection's nor a problem is thrown: it is ours.
 */
export function registryProblem(cant: string, endpoint: Endpoint, error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!(error instanceof ConnectionError)) throw error;
  return new ProblemError(unreachable(cant, endpoint, error), { cause: error });
}

function unreachable(cant: string, endpoint: Endpoint, error: ConnectionError): Problem {
  const itself = [endpoint.name, endpoint.url.host, endpoint.url.hostname].includes(error.host);
  const host = itself ? endpoint.name : `${endpoint.name} (${error.host})`;
  const extras = error instanceof PrivateNetworkError ? { next: NEXT } : {};
  return problem("registry/unreachable", `${cant}: ${host} is unreachable, ${error.message}.`, extras);
}
