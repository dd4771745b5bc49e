import { isIP } from "node:net";

/** Whether a URL's host is this machine: localhost or a loopback address, as Docker decides about plain HTTP. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
