import { isIP } from "node:net";

/** Whether a URL's host is localhost or a loopback address: Docker's rule for plain HTTP. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
