import { z } from "zod";
import { problemError } from "#contract/problemError.ts";
import type { AuthChallenge } from "./authChallenge.ts";
import { type Endpoint, mayBePrivate } from "./endpoints.ts";
import { ConnectionError, httpRequest, readBody } from "./httpRequest.ts";
import { isLoopbackHost } from "./loopbackHost.ts";
import { type Patience, patiently } from "./patience.ts";

const MAX_ANSWER = 1024 * 1024;
const answerSchema = z.object({ token: z.string().optional(), access_token: z.string().optional() });

export interface TokenOptions {
  readonly signal: AbortSignal;
  readonly idleTimeoutMs?: number;
  readonly patience?: Omit<Patience, "signal">;
  /** What it must allow; what the challenge asks for if absent. */
  readonly scopes?: readonly string[];
}

/**
 * A token for one repository, from the server that a Bearer challenge names (distribution-spec's token
 * authentication). Throws a ProblemError (registry/unauthorized, registry/invalid) or a ConnectionError.
 */
export async function fetchToken(
  endpoint: Endpoint,
  repository: string,
  challenge: AuthChallenge,
  { patience, scopes, ...options }: TokenOptions,
): Promise<string> {
  const asked = scopes ?? [challenge.params.scope ?? `repository:${repository}:pull`];
  const url = tokenUrl(endpoint, challenge, asked);
  const { credentials } = endpoint;
  const basic = Buffer.from(`${credentials?.username}:${credentials?.password}`).toString("base64");
  const ask = () =>
    httpRequest(url, {
      headers: credentials === undefined ? {} : { authorization: `Basic ${basic}` },
      allowPrivate: mayBePrivate(endpoint, url),
      proxy: endpoint.proxy,
      ...options,
    });
  const response = await (patience ? patiently(url.host, ask, { ...patience, signal: options.signal }) : ask());
  const body = await readBody(url, response, MAX_ANSWER);
  if (response.status === 401 || response.status === 403) {
    throw problemError(
      "registry/unauthorized",
      credentials === undefined
        ? `${endpoint.name} requires a login${repository === "" ? "" : ` for ${repository}`}.`
        : `${endpoint.name} rejected the user name and password of ${credentials.username}.`,
      { next: `Check the user name and password configured for ${endpoint.name}.` },
    );
  }
  if (response.status !== 200) throw new ConnectionError(url.host, `it responded to a login with ${response.status}`);
  const token = readToken(body);
  if (token !== undefined) return token;
  throw problemError("registry/invalid", `${url.host} returned no token for ${endpoint.name}.`);
}

function tokenUrl(endpoint: Endpoint, { params }: AuthChallenge, scopes: readonly string[]): URL {
  const realm = params.realm ?? "";
  if (!URL.canParse(realm)) {
    throw problemError("registry/invalid", `${endpoint.name} requires a login but does not say where.`);
  }
  const url = new URL(realm);
  // A password must not be sent in the clear: as for the registry itself, plain HTTP is for loopback only.
  const local = endpoint.url.protocol === "http:" && isLoopbackHost(url.hostname);
  if (url.protocol !== "https:" && !local) {
    throw problemError("registry/invalid", `${endpoint.name} requires a login at ${url.host} without TLS.`);
  }
  if (params.service !== undefined) url.searchParams.set("service", params.service);
  url.searchParams.delete("scope");
  for (const scope of scopes) url.searchParams.append("scope", scope);
  return url;
}

function readToken(body: Buffer): string | undefined {
  try {
    const parsed = answerSchema.safeParse(JSON.parse(body.toString("utf8")));
    return parsed.success ? (parsed.data.token ?? parsed.data.access_token) : undefined;
  } catch {
    return undefined;
  }
}
