import type { Readable } from "node:stream";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { followRedirects } from "#server/sandbox/egress/followRedirects.ts";
import { parseChallenges } from "./authChallenge.ts";
import { type Endpoint, mayBePrivate } from "./endpoints.ts";
import type { HttpMethod, HttpResponse } from "./httpRequest.ts";
import { ConnectionError, httpRequest } from "./httpRequest.ts";
import { isLoopbackHost } from "./loopbackHost.ts";
import { passFor } from "./ownServer.ts";
import { type Patience, patiently } from "./patience.ts";
import { refusalOf } from "./registryRefusal.ts";
import { fetchToken } from "./registryToken.ts";

export interface RegistryRequest {
  /** Below `/v2/REPOSITORY/`: `manifests/latest`, `blobs/sha256:…`; or a URL that the registry named. */
  readonly path: string | URL;
  readonly method?: HttpMethod;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called for each attempt. Its Content-Length must be among the headers. */
  readonly body?: () => Buffer | Readable;
  /** If a response may take longer than usual, in milliseconds. */
  readonly answerTimeoutMs?: number;
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
  /** What a token must allow, such as `repository:team/app:pull,push`. What the registry asks for if absent. */
  readonly scopes?: readonly string[];
}

export function openRegistryClient(endpoint: Endpoint, repository: string, options: ClientOptions): RegistryClient {
  /** The last Authorization header for this server. */
  let authorization: string | undefined;

  const authorize = async (response: HttpResponse): Promise<void> => {
    const challenges = parseChallenges(headerText(response.headers["www-authenticate"]));
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    if (bearer !== undefined) {
      response.body.destroy();
      authorization = `Bearer ${await fetchToken(endpoint, repository, bearer, options)}`;
    } else if (challenges.some(({ scheme }) => scheme === "basic") && endpoint.credentials !== undefined) {
      response.body.destroy();
      const { username, password } = endpoint.credentials;
      authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
    } else throw new UnauthorizedError(endpoint, repository, await refusalOf(response));
  };

  return {
    endpoint,
    repository,
    async request(request) {
      const url = typeof request.path === "string" ? repositoryUrl(endpoint, repository, request.path) : request.path;
      const ask = () => follow(url, endpoint, { ...options, request, authorization });
      const { patience, signal } = options;
      const send = () => (patience ? patiently(endpoint.name, ask, { ...patience, signal }) : ask());
      const first = await send();
      if (first.status !== 401) return first;
      await authorize(first);
      const second = await send();
      if (second.status !== 401) return second;
      throw new UnauthorizedError(endpoint, repository, await refusalOf(second));
    },
  };
}

function repositoryUrl(endpoint: Endpoint, repository: string, path: string): URL {
  return new URL(`/v2/${repository}/${path}`, endpoint.url);
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
  const { method = "GET", headers, body, answerTimeoutMs } = request;
  const isOwn = start.origin === endpoint.url.origin;
  const { url, response } = await followRedirects(start, {
    refusal: (to, from = endpoint.url) => (keepsTls(to, from) ? undefined : "it redirects to a URL without TLS"),
    send: async (to, trusted) => {
      const sent = await httpRequest(to, {
        method,
        headers: {
          ...headers,
          ...(isOwn && trusted && authorization !== undefined ? { authorization } : {}),
          ...passFor(to, endpoint.own),
        },
        ...(body !== undefined && { body: body() }),
        signal,
        allowPrivate: mayBePrivate(endpoint, to),
        proxy: endpoint.proxy,
        ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }),
        ...(answerTimeoutMs === undefined ? {} : { answerTimeoutMs }),
      });
      if (method === "GET" || method === "HEAD" || !LOSES_METHOD.has(sent.status)) return sent;
      sent.body.destroy();
      throw new ConnectionError(to.host, `it redirects an upload with status ${sent.status}`);
    },
    fail: (from, why) => new ConnectionError(from.host, why),
  });
  return { ...response, url };
}

/** Redirects that turn a request into a GET. */
const LOSES_METHOD = new Set([301, 302, 303]);

/** A redirect must not drop TLS; on loopback, plain HTTP may lead to plain HTTP. */
function keepsTls(to: URL, from: URL): boolean {
  if (to.protocol === "https:") return true;
  return from.protocol === "http:" && to.protocol === "http:" && isLoopbackHost(to.hostname);
}

function headerText(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(", ") : (header ?? "");
}

/** The registry requires a login, or rejected the one it was given. */
export class UnauthorizedError extends ProblemError {
  override readonly name = "UnauthorizedError";
  /** What it says, as Docker prints it. */
  readonly refusal: string | undefined;

  constructor(endpoint: Endpoint, repository: string, refusal: string | undefined) {
    const { detail, next } = deniedTexts(endpoint, repository);
    const said = refusal === undefined ? "" : ` It said: ${refusal}.`;
    super(problem("registry/unauthorized", detail + said, { next }));
    this.refusal = refusal;
  }
}

function deniedTexts({ name, credentials }: Endpoint, repository: string): { detail: string; next: string } {
  if (credentials !== undefined) {
    return {
      detail: `${name} denied ${credentials.username} access to ${repository}.`,
      next: `Check the user name and password for ${name}, and their access to ${repository}.`,
    };
  }
  return {
    detail: `${name} denied access to ${repository}: it does not exist, or it requires a login.`,
    next: `Check the image's name, or log in to ${name}.`,
  };
}
