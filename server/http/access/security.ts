import type { IncomingMessage } from "node:http";
import net from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { isEmbed } from "../base/embedding.ts";
import { PROTECTIVE_HEADERS } from "../base/protectiveHeaders.ts";

export interface SecurityOptions {
  /** The address the server listens on. */
  readonly host: string;
  /** Additional host names of the page. */
  readonly allowedHosts: readonly string[];
}

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a listening address is loopback. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}

/** Whether a name, as `hostName` returns it, always leads to this machine. */
export function isLoopbackName(name: string): boolean {
  return LOOPBACK_NAMES.has(name) || name.endsWith(".localhost");
}

/** The lowercase name of a `name[:port]` Host header; undefined if it is malformed. */
export function hostName(header: string): string | undefined {
  const match = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?$/.exec(header);
  return match?.[1]?.toLowerCase().replace(/\.$/, "");
}

/**
 * Whether a Host header matches this server. Another site can point its own name at this address (DNS rebinding) and
 * then be "same origin" for the browser, so host names must be on a list. An IP address can't be rebound, so any is
 * accepted if the server is open to other machines.
 */
export function isOwnHost(header: string | undefined, { host, allowedHosts }: SecurityOptions): boolean {
  const name = hostName(header ?? "");
  if (name === undefined) return false;
  if (isLoopbackName(name) || name === host.toLowerCase()) return true;
  if (allowedHosts.some((allowed) => allowed.toLowerCase() === name)) return true;
  return !isLoopback(host) && net.isIP(name.replace(/^\[|\]$/g, "")) !== 0;
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

/** Whether the browser's headers say that a page of another site made this request. Other clients don't send them. */
function isForeign(headers: FastifyRequest["headers"]): boolean {
  const { origin } = headers;
  if (origin !== undefined) {
    const own = `//${(headers.host ?? "").toLowerCase()}`;
    const given = origin.toLowerCase();
    if (given !== `http:${own}` && given !== `https:${own}`) return true;
  }
  // "same-site" is another port of this machine, so it is foreign too. "none" is a URL typed by a person.
  const site = single(headers["sec-fetch-site"]);
  return site !== undefined && site !== "same-origin" && site !== "none";
}

/** A link on another site may open the page, but not reach the API or the registry. Only shares can be framed. */
function isNavigationToPage(request: FastifyRequest): boolean {
  const destination = single(request.headers["sec-fetch-dest"]);
  return (
    !/^\/(?:api|v2)/.test(request.url) &&
    (request.method === "GET" || request.method === "HEAD") &&
    request.headers.origin === undefined &&
    single(request.headers["sec-fetch-mode"]) === "navigate" &&
    (destination === "document" || (destination === "iframe" && isEmbed(request.url)))
  );
}

function refuse(detail: string, next: string): never {
  throw new ProblemError(problem("request/foreign", detail, { next }));
}

/** With two Host headers, or an absolute URL, a proxy could see a different host than this server. */
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

/** Rejects foreign requests before anything else runs, and adds the protective headers to every response. */
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
