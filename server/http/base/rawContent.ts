import type { FastifyReply } from "fastify";
import { attachment } from "./attachment.ts";

/** Somebody else wrote these bytes: a browser may store them, and never show them as a page of ours. */
export function asAttachment(reply: FastifyReply, fileName: string): FastifyReply {
  return reply
    .header("content-disposition", attachment(fileName))
    .header("content-security-policy", "sandbox; default-src 'none'")
    .header("cache-control", "no-store");
}
