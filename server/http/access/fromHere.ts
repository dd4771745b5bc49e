import type { FastifyRequest } from "fastify";
import { hostName, isLoopback, isLoopbackName } from "./security.ts";

/**
 * Whether a request comes from the server's own machine, and not from anywhere through a proxy on it. A proxy may say
 * little about itself, and pass on any Host, so both count.
 */
export function isFromHere({ socket, headers }: Pick<FastifyRequest, "socket" | "headers">): boolean {
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  const name = hostName(headers.host ?? "");
  return isLoopback(address) && name !== undefined && isLoopbackName(name) && !Object.keys(headers).some(isOfProxy);
}

/** Headers that proxies add. */
function isOfProxy(header: string): boolean {
  return header.startsWith("x-forwarded-") || header === "forwarded" || header === "x-real-ip" || header === "via";
}
