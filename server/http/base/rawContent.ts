import type { FastifyReply } from "fastify";

/** Somebody else wrote these bytes: a browser may store them, and never show them as a page of ours. */
export function asAttachment(reply: FastifyReply, fileName: string): FastifyReply {
  return reply
    .header("content-disposition", `attachment; filename="${fileName}"`)
    .header("content-security-policy", "sandbox; default-src 'none'")
    .header("cache-control", "no-store");
}

/** The last part of a path as a portable file name. */
export function portableName(path: string, extension = ""): string {
  const name = path.split("/").findLast((part) => part !== "") ?? "root";
  return `${name.replace(/[^A-Za-z0-9._-]+/g, "-")}${extension}`;
}
