import { problemError } from "#contract/problemError.ts";
import { followRedirects } from "#server/sandbox/egress/followRedirects.ts";
import { parseChallenges } from "./authChallenge.ts";
import type { Endpoint } from "./endpoints.ts";
import type { HttpResponse } from "./httpRequest.ts";
import { ConnectionError, httpRequest } from "./httpRequest.ts";
import { isLoopbackHost } from "./loopbackHost.ts";
import { type Patience, patiently } from "./patience.ts";
import { fetchToken } from "./registryToken.ts";

export interface RegistryRequest {
  /** Below `/v2/REPOSITORY/`: `manifests/latest`, `blobs/sha256:…`. */
  readonly path: string;
  readonly method?: "GET" | "HEAD";
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RegistryResponse extends HttpResponse {
  /** The final URL, after redirects. */
  readonly url: URL;
}

/** A client for one repository of one server. Handles authorization and redirects. */
export interface RegistryClient {
  readonly endpoint: Endpoint;
  readonly repository: string;
  /** Any response but 401. Throws a ConnectionError, a ProblemError (registry/unauthorized), or the signal's reason. */
  request(request: RegistryRequest): Promise<RegistryResponse>;
}

export interface ClientOptions {
  readonly signal: AbortSignal;
  readonly idleTimeoutMs?: number;
  /** How long to wait for a busy server; not at all if absent. */
  readonly patience?: Omit<Patience, "signal">;
}

export function openRegistryClient(endpoint: Endpoint, repository: string, options: ClientOptions): RegistryClient {
  /** The last Authorization header for this server. */
  let authorization: string | undefined;

  const authorize = async (response: HttpResponse): Promise<void> => {
    response.body.destroy();
    const challenges = parseChallenges(headerText(response.headers["www-authenticate"]));
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    if (bearer !== undefined) {
      authorization = `Bearer ${await fetchToken(endpoint, repository, bearer, options)}`;
    } else if (challenges.some(({ scheme }) => scheme === "basic") && endpoint.credentials !== undefined) {
      const { username, password } = endpoint.credentials;
      authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
    } else throw unauthorized(endpoint, repository);
  };

  return {
    endpoint,
    repository,
    async request(request) {
      const url = new URL(`/v2/${repository}/${request.path}`, endpoint.url);
      const ask = () => follow(url, endpoint, { ...options, request, authorization });
      const { patience, signal } = options;
      const send = () => (patience ? patiently(endpoint.name, ask, { ...patience, signal }) : ask());
      const first = await send();
      if (first.status !== 401) return first;
      await authorize(first);
      const second = await send();
      if (second.status !== 401) return second;
      second.body.destroy();
      throw unauthorized(endpoint, repository);
    },
  };
}

interface Following {
  readonly signal: AbortSignal;
  readonly idleTimeoutMs?: number;
  readonly request: RegistryRequest;
  readonly authorization: string | undefined;
}

/** The registry's authorization is not sent to other hosts: redirects carry their own. */
async function follow(start: URL, endpoint: Endpoint, following: Following): Promise<RegistryResponse> {
  const { signal, idleTimeoutMs, request, authorization } = following;
  const { url, response } = await followRedirects(start, {
    refusal: (to, from) => (from === undefined || keepsTls(to, from) ? undefined : "it redirects to a URL without TLS"),
    send: (to, trusted) =>
      httpRequest(to, {
        method: request.method ?? "GET",
        headers: { ...request.headers, ...(trusted && authorization !== undefined ? { authorization } : {}) },
        signal,
        allowPrivate: endpoint.allowPrivate,
        proxy: endpoint.proxy,
        ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }),
      }),
    fail: (from, why) => new ConnectionError(from.host, why),
  });
  return { ...response, url };
}

/** A redirect must not drop TLS; on loopback, plain HTTP may lead to plain HTTP. */
function keepsTls(to: URL, from: URL): boolean {
  if (to.protocol === "https:") return true;
  return from.protocol === "http:" && to.protocol === "http:" && isLoopbackHost(to.hostname);
}

function headerText(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(", ") : (header ?? "");
}

function unauthorized(endpoint: Endpoint, repository: string) {
  const user = endpoint.credentials?.username;
  if (user !== undefined) {
    return problemError("registry/unauthorized", `${endpoint.name} denied ${user} access to ${repository}.`, {
      next: `Check the user name and password configured for ${endpoint.name}, and their access to ${repository}.`,
    });
  }
  return problemError(
    "registry/unauthorized",
    `${endpoint.name} denied access to ${repository}: it does not exist, or it requires a login.`,
    { next: `Check the image's name, or configure a user name and password for ${endpoint.name}.` },
  );
}
