import type { FastifyReply } from "fastify";
import { EMBED_PAGE } from "#contract/pagePaths.ts";

const EMBED = new RegExp(`^${EMBED_PAGE.replace(":id", "[\\w-]+")}(?:\\?|$)`);

/** Whether a URL is that of a share for frames in other pages: the only one that may be framed. */
export const isEmbed = (url: string): boolean => EMBED.test(url);

/** Its scripts and styles are files of this server, and it asks this server only. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors *",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Lets pages of any origin frame this answer, those that only embed what allows it too. */
export function allowFrames(reply: FastifyReply): FastifyReply {
  return reply.removeHeader("x-frame-options").headers({
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "cross-origin",
  });
}
