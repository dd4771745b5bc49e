import { type ProblemError, problemError } from "#contract/problemError.ts";
import { ownEndpoint } from "./endpoints.ts";
import { openRegistryClient, UnauthorizedError } from "./registryClient.ts";
import { registryProblem } from "./registryFailures.ts";
import { refusalOf } from "./registryRefusal.ts";
import type { Credentials, RegistrySettings } from "./registrySettings.ts";

/**
 * Asks a registry whether a user name and password are right, as `docker login` does: `GET /v2/`, with a token if it
 * wants one. Throws a ProblemError (registry/login, registry/unreachable, registry/invalid), or the signal's reason.
 */
export async function checkLogin(
  registry: string,
  credentials: Credentials,
  { settings, signal }: { readonly settings: RegistrySettings; readonly signal: AbortSignal },
): Promise<void> {
  const endpoint = ownEndpoint(registry, { ...settings, logins: { [registry]: credentials } });
  const client = openRegistryClient(endpoint, "", { signal, scopes: [] });
  try {
    const response = await client.request({ path: new URL("/v2/", endpoint.url) });
    const said = await refusalOf(response);
    if (response.status === 200) return;
    throw rejected(registry, credentials, said ?? `status ${response.status}`);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnauthorizedError) throw rejected(registry, credentials, error.refusal);
    const failure = registryProblem(`Can't log in to ${registry}`, endpoint, error);
    if (failure.problem.code === "registry/unauthorized") throw rejected(registry, credentials, undefined);
    throw failure;
  }
}

function rejected(registry: string, { username }: Credentials, said: string | undefined): ProblemError {
  const detail = `${registry} rejected the user name and password of ${username}.`;
  return problemError("registry/login", said === undefined ? detail : `${detail} It said: ${said}.`, {
    next: "Check the user name, and use an access token if the registry wants one.",
  });
}
