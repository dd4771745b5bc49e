import type { FastifyInstance, FastifyRequest } from "fastify";
import { paths } from "#contract/paths.ts";
import { problemError } from "#contract/problemError.ts";
import type { Member, MemberFinder } from "#server/identity/member.ts";
import { newToken, tokenHash } from "#server/identity/token.ts";
import { BROWSER_COOKIE, MEMBER_COOKIE } from "#server/identity/tokenCookie.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
// What it decorates requests with.
import type {} from "../base/owner.ts";

export interface OwnerOptions {
  /** Whether each browser has workspaces of its own. */
  readonly separate: boolean;
  /** Absent if the server has no rooms. */
  readonly members: MemberFinder | undefined;
}

const YEAR = 31_536_000;
const PAGE = /^\/(?:$|\?|index\.html|[sw]\/|lessons\/|join(?:[/?]|$)|class\/)/;

/** What a learner may still ask for when the room has ended. */
const AFTER_THE_END: ReadonlySet<string> = new Set([
  paths.health,
  paths.me,
  paths.join,
  paths.joinGreeting,
  paths.myRoom,
  paths.myHome,
]);

/** Tells owners apart by cookies: learners by that of their room, and all others by that of their browser, if `separate`. */
export function addOwners(app: FastifyInstance, { separate, members }: OwnerOptions): void {
  app.decorateRequest("owner", DEFAULT_OWNER);
  app.decorateRequest("member", undefined);
  if (!separate && members === undefined) return;
  app.addHook("onRequest", async (request, reply) => {
    const member = memberOf(request, members);
    request.member = member?.member;
    const cookie =
      member === undefined ? (separate ? browserCookie(request) : undefined) : memberCookie(request, member);
    if (cookie !== undefined) reply.header("set-cookie", cookie);
    if (member?.member.hasEnded === true && isClosed(request)) throw roomEnded();
  });
  app.addHook("onSend", async (_request, reply) => {
    if (reply.hasHeader("set-cookie")) reply.header("cache-control", "private, no-store");
  });
}

/** The scheme that a proxy reports; a client that lies about it only harms its own cookie. */
export function isHttps({ headers }: FastifyRequest): boolean {
  return headers["x-forwarded-proto"] === "https" || headers.origin?.startsWith("https:") === true;
}

interface KnownMember {
  readonly member: Member;
  readonly token: string;
}

function memberOf({ headers }: FastifyRequest, members: MemberFinder | undefined): KnownMember | undefined {
  const token = MEMBER_COOKIE.read(headers.cookie);
  const member = token === undefined ? undefined : members?.byToken(token);
  return token === undefined || member === undefined ? undefined : { member, token };
}

/** Makes it the learner's request, whose own owner is never that of the browser. The cookie lives as long as the room. */
function memberCookie(request: FastifyRequest, { member, token }: KnownMember): string | undefined {
  request.owner = member.owner;
  return PAGE.test(request.url) ? cookieOfMember(request, member, token) : undefined;
}

export function cookieOfMember(
  request: FastifyRequest,
  { expiresAt }: Pick<Member, "expiresAt">,
  token: string,
): string {
  const seconds = Math.max(0, Math.ceil((expiresAt - Date.now()) / 1000));
  return MEMBER_COOKIE.write(token, { seconds, secure: isHttps(request) });
}

/** Its lifetime starts again with each visit. Files that caches may share must not carry it. */
function browserCookie(request: FastifyRequest): string | undefined {
  const known = BROWSER_COOKIE.read(request.headers.cookie);
  const token = known ?? newToken();
  request.owner = tokenHash(token);
  const isDue =
    PAGE.test(request.url) || (known === undefined && request.url.startsWith("/api/") && !isReadingShare(request));
  return isDue ? BROWSER_COOKIE.write(token, { seconds: YEAR, secure: isHttps(request) }) : undefined;
}

/** That takes nothing but the link: a frame in another page stays without a cookie, and a room's end does not matter. */
function isReadingShare({ method, url }: FastifyRequest): boolean {
  return (method === "GET" || method === "HEAD") && /^\/api\/shares\/[^?]/.test(url);
}

function isClosed(request: FastifyRequest): boolean {
  const { url, routeOptions } = request;
  if (isReadingShare(request)) return false;
  return /^\/(?:api|v2)(?:[/?]|$)/.test(url) && !AFTER_THE_END.has(routeOptions.url ?? "");
}

function roomEnded() {
  return problemError(
    "room/ended",
    "The room has ended. What was made in it can be taken home for as long as it is kept.",
    {
      next: "Take your work home, or leave the room.",
    },
  );
}
