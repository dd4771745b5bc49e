import { lookup as dnsLookup } from "node:dns";
import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from "node:http";
import * as http from "node:http";
import * as https from "node:https";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isPrivateAddress } from "#server/sandbox/egress/registryAddress.ts";
import { type ProxySettings, proxyFor } from "./proxySettings.ts";

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Must be read or destroyed. */
  readonly body: IncomingMessage;
}

export type HttpMethod = "GET" | "HEAD" | "POST" | "PATCH" | "PUT";

export interface HttpOptions {
  readonly method?: HttpMethod;
  readonly headers?: Readonly<Record<string, string>>;
  /** Its Content-Length must be among the headers. */
  readonly body?: Buffer | Readable;
  readonly signal: AbortSignal;
  /** Whether addresses of private networks may be reached. */
  readonly allowPrivate: boolean;
  readonly proxy: ProxySettings;
  /** Milliseconds without a byte after which the connection is closed. */
  readonly idleTimeoutMs?: number;
  /** How long a response may take after the request was sent, in milliseconds, if it is longer. */
  readonly answerTimeoutMs?: number;
}

/** There was no response, or it was cut off. `message` says why in a few words. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly host: string;

  constructor(host: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.host = host;
  }
}

/** The host is in a private network, which the operator has not allowed. */
export class PrivateNetworkError extends ConnectionError {}

const HEADERS_TIMEOUT_MS = 20_000;
const IDLE_TIMEOUT_MS = 30_000;
const agents = new Map<string, http.Agent>();

/**
 * Requests that may reach private networks have separate agents: a kept-alive connection may go to an address that
 * other requests must not reach.
 */
function agentFor(secure: boolean, allowPrivate: boolean, proxy = ""): http.Agent {
  const key = `${secure} ${allowPrivate} ${proxy}`;
  const proxyEnv = proxy === "" ? {} : { proxyEnv: secure ? { HTTPS_PROXY: proxy } : { HTTP_PROXY: proxy } };
  const options = { keepAlive: true, maxSockets: 16, ...proxyEnv };
  const agent = agents.get(key) ?? (secure ? new https.Agent(options) : new http.Agent(options));
  agents.set(key, agent);
  return agent;
}

/** One request; redirects are the caller's. Throws a ConnectionError, or the signal's reason. */
export async function httpRequest(url: URL, options: HttpOptions): Promise<HttpResponse> {
  options.signal.throwIfAborted();
  const secure = url.protocol === "https:";
  if (!secure && url.protocol !== "http:") throw new ConnectionError(url.host, `${url.protocol} is not supported`);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // Node does not look up IP addresses.
  if (!options.allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw privateError(url.host);
  const proxy = proxyFor(url, options.proxy);
  const request: RequestOptions = {
    method: options.method ?? "GET",
    headers: { "accept-encoding": "identity", "user-agent": "strata", ...options.headers },
    signal: options.signal,
    agent: agentFor(secure, options.allowPrivate, proxy),
    // The proxy resolves names itself.
    ...(options.allowPrivate || proxy !== undefined ? {} : { lookup: publicLookup }),
  };
  try {
    return await send(url, request, options);
  } catch (error) {
    options.signal.throwIfAborted();
    throw error instanceof ConnectionError ? error : connectionError(url.host, error);
  }
}

function send(
  url: URL,
  options: RequestOptions,
  { idleTimeoutMs = IDLE_TIMEOUT_MS, answerTimeoutMs = 0, body }: HttpOptions,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? https : http).request(url, options);
    const giveUp = (why: string) => request.destroy(new ConnectionError(url.host, why));
    let timer: NodeJS.Timeout | undefined;
    const awaitHeaders = () => {
      const usual = Math.min(HEADERS_TIMEOUT_MS, idleTimeoutMs);
      timer = setTimeout(() => giveUp("it timed out"), Math.max(usual, answerTimeoutMs));
    };
    request.setTimeout(Math.max(idleTimeoutMs, answerTimeoutMs), () => giveUp("it stopped responding"));
    request.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.on("response", (response) => {
      clearTimeout(timer);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response });
    });
    if (body === undefined || body instanceof Buffer) {
      awaitHeaders();
      request.end(body);
      // An error of the request is reported by its event.
    } else pipeline(body, request).then(awaitHeaders, (error) => request.destroy(error));
  });
}

/** Resolves a name, and rejects it if any address is private: a name must not lead where an address may not. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, []);
    if (addresses.some(({ address }) => isPrivateAddress(address))) return callback(privateError(hostname), []);
    const [first] = addresses;
    if (options.all === true) return callback(null, addresses);
    return callback(null, first?.address ?? "", first?.family);
  });
};

function privateError(host: string): ConnectionError {
  return new PrivateNetworkError(host, "it is in a private network");
}

const REASONS: Record<string, string> = {
  ENOTFOUND: "its name does not resolve",
  EAI_AGAIN: "its name can't be resolved at the moment",
  ECONNREFUSED: "it refused the connection",
  ECONNRESET: "it closed the connection",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no network",
  ETIMEDOUT: "it timed out",
  EPIPE: "it closed the connection",
  ERR_PROXY_TUNNEL: "the proxy refused the connection",
  EPROTO: "it does not support TLS",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
};

export function connectionError(host: string, cause: unknown): ConnectionError {
  const errors = cause instanceof AggregateError ? cause.errors : [cause];
  for (const error of errors) {
    if (error instanceof ConnectionError) return error;
    if (!(error instanceof Error)) continue;
    const code = "code" in error ? String(error.code) : "";
    return new ConnectionError(host, REASONS[code] ?? error.message, { cause });
  }
  return new ConnectionError(host, "the connection failed", { cause });
}

/** The whole body, at most `limit` bytes. Throws a RangeError if it is larger, a ConnectionError if it is cut off. */
export async function readBody(url: URL, response: HttpResponse, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > limit) throw new RangeError(`the response is larger than ${limit} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof RangeError ? error : connectionError(url.host, error);
  }
  return Buffer.concat(chunks);
}
