const LOOPBACK_V4 = /^127(\.\d{1,3}){3}$/;

/**
 * Where a browser that shows Strata under `pageHost` finds a port that is published on loopback; undefined if it is
 * on another machine. It is another loopback name than the page's: cookies do not tell ports apart, so under the
 * same name a container would be sent the cookie that says whose workspace it is.
 */
export function publishedAddress(pageHost: string, port: number): string | undefined {
  if (LOOPBACK_V4.test(pageHost)) return `localhost:${port}`;
  const isLoopback = pageHost === "localhost" || pageHost.endsWith(".localhost") || pageHost === "[::1]";
  return isLoopback ? `127.0.0.1:${port}` : undefined;
}
