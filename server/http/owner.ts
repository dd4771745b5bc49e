import { createHash, randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The owner of a request's workspaces, builds, images, and caches. */
    owner: string;
  }
}

const COOKIE = "strata";
/** 32 random bytes. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const YEAR = 31_536_000;
const PAGE = /^\/(?:$|\?|index\.html|[sw]\/)/;
/** Reading a share takes nothing but its link: a frame in another page stays without a cookie. */
const SHARE = /^\/api\/shares\/[^?]/;

/** Without a login, requests with the same cookie are one person's; a server for one person has only one owner. */
export function ownerOf({ owner }: FastifyRequest): string {
  return owner;
}

/**
 * Tells owners apart by a cookie, if `separate`. Only its hash is stored, so the data folder can't be used to
 * impersonate anyone.
 */
export function addOwners(app: FastifyInstance, separate: boolean): void {
  app.decorateRequest("owner", DEFAULT_OWNER);
  if (!separate) return;
  app.addHook("onRequest", async (request, reply) => {
    const known = tokenIn(request.headers.cookie);
    const token = known ?? randomBytes(32).toString("base64url");
    request.owner = createHash("sha256").update(token).digest("base64url");
    // Its lifetime starts again with each visit. Files that caches may share must not carry it.
    const isDue = PAGE.test(request.url) || (known === undefined && startsSession(request));
    if (isDue) reply.header("set-cookie", cookieOf(token, isHttps(request)));
  });
  app.addHook("onSend", async (_request, reply) => {
    if (reply.hasHeader("set-cookie")) reply.header("cache-control", "private, no-store");
  });
}

/** Whether who asks becomes somebody: programs and pages that do more than look at a share. */
function startsSession({ method, url }: FastifyRequest): boolean {
  return url.startsWith("/api/") && !(method === "GET" && SHARE.test(url));
}

/** The token of a Cookie header; undefined if there is none that this server could have issued. */
function tokenIn(header: string | undefined): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const [name, value] = pair.trim().split("=");
    if (name === COOKIE && value !== undefined && TOKEN.test(value)) return value;
  }
  return undefined;
}

/** The scheme that a proxy reports; a client that lies about it only harms its own cookie. */
function isHttps({ headers }: FastifyRequest): boolean {
  return headers["x-forwarded-proto"] === "https" || headers.origin?.startsWith("https:") === true;
}

function cookieOf(token: string, secure: boolean): string {
  return `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR}${secure ? "; Secure" : ""}`;
}
