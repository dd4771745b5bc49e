import type { IncomingMessage } from "node:http";
import net from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#server/images/problemError.ts";
import { PROTECTIVE_HEADERS } from "./protectiveHeaders.ts";

export interface SecurityOptions {
  /** The address that is listened on. */
  readonly host: string;
  /** Further names the page is reached under. */
  readonly allowedHosts: readonly string[];
}

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether an address to listen on is this machine's own, which nobody else reaches. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}

/** `name[:port]` of a Host header → its lower-cased name, or nothing where it is not one. */
export function hostName(header: string): string | undefined {
  const match = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?$/.exec(header);
  return match?.[1]?.toLowerCase().replace(/\.$/, "");
}

/**
 * Whether a Host header names this server. A page elsewhere can point its own name at this address (DNS rebinding) and
 * then be "same origin" for the browser, so names are taken from a list. An address instead of a name can't be rebound,
 * so any is fine where others than this machine are let in.
 */
export function isOwnHost(header: string | undefined, { host, allowedHosts }: SecurityOptions): boolean {
  const name = hostName(header ?? "");
  if (name === undefined) return false;
  if (LOOPBACK_NAMES.has(name) || name.endsWith(".localhost") || name === host.toLowerCase()) return true;
  if (allowedHosts.some((allowed) => allowed.toLowerCase() === name)) return true;
  return !isLoopback(host) && net.isIP(name.replace(/^\[|\]$/g, "")) !== 0;
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

/** Whether a browser says that another site's page made this request. No browser, no such headers: fine. */
export function isForeign(headers: FastifyRequest["headers"]): boolean {
  const { origin } = headers;
  if (origin !== undefined) {
    const own = `//${(headers.host ?? "").toLowerCase()}`;
    const given = origin.toLowerCase();
    if (given !== `http:${own}` && given !== `https:${own}`) return true;
  }
  // "same-site" is another port of this machine: foreign too. "none" is an address typed by a person.
  const site = single(headers["sec-fetch-site"]);
  return site !== undefined && site !== "same-origin" && site !== "none";
}

/** A link from elsewhere may open the page itself; it may not reach the API or be framed. */
function isNavigationToPage(request: FastifyRequest): boolean {
  return (
    !request.url.startsWith("/api") &&
    (request.method === "GET" || request.method === "HEAD") &&
    request.headers.origin === undefined &&
    single(request.headers["sec-fetch-mode"]) === "navigate" &&
    single(request.headers["sec-fetch-dest"]) === "document"
  );
}

function refuse(detail: string, next: string): never {
  throw new ProblemError(problem("request/foreign", detail, { next }));
}

/** Two Host headers, or an address with a host of its own, would let something between here and the browser see another host. */
function checkForm({ rawHeaders, url = "" }: IncomingMessage): void {
  const next = "Send one Host header, and a path that begins with a slash.";
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
  if (hosts.length > 1) {
    throw new ProblemError(problem("request/invalid", "The request has more than one Host header.", { next }));
  }
  if (!url.startsWith("/")) {
    throw new ProblemError(problem("request/invalid", "The path does not begin with a slash.", { next }));
  }
}

/** Refuses foreign requests before anything else looks at them, and puts the protective headers on every answer. */
export function addSecurity(app: FastifyInstance, options: SecurityOptions): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(PROTECTIVE_HEADERS);
    checkForm(request.raw);
    if (!isOwnHost(request.headers.host, options)) {
      refuse(
        "The Host header does not match this server.",
        "Open Strata at its own address. The operator can add host names with STRATA_ALLOWED_HOSTS.",
      );
    }
    if (isForeign(request.headers) && !isNavigationToPage(request)) {
      refuse(
        "The request comes from a page of another origin.",
        "Use Strata's own page, or a client outside the browser.",
      );
    }
  });
}
