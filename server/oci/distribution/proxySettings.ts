import { isLoopbackHost } from "./loopbackHost.ts";

/** Proxies from the environment: `HTTPS_PROXY`, `HTTP_PROXY`, and the exceptions in `NO_PROXY`. */
export interface ProxySettings {
  /** URLs of the proxies for `https:` and `http:`. */
  readonly https?: string;
  readonly http?: string;
  /** Comma-separated: hosts, `.domain`, `host:port`, or `*`. */
  readonly except?: string;
}

/** The URL of the proxy for `url`. None for loopback, as is usual. */
export function proxyFor(url: URL, { https, http, except = "" }: ProxySettings): string | undefined {
  const proxy = url.protocol === "https:" ? https : http;
  if (proxy === undefined || proxy === "" || isLoopbackHost(url.hostname)) return undefined;
  return except.split(",").some((entry) => isExcepted(url, entry.trim().toLowerCase())) ? undefined : proxy;
}

/** A name matches itself and its subdomains, as in curl. */
function isExcepted(url: URL, entry: string): boolean {
  if (entry === "" || entry === "*") return entry === "*";
  const [, name = "", port] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  const standard = url.protocol === "https:" ? "443" : "80";
  if (port !== undefined && port !== (url.port || standard)) return false;
  return url.hostname === name || url.hostname.endsWith(`.${name}`);
}

/** A proxy's URL as a person may write it. Throws an Error with a sentence for the operator. */
export function parseProxy(text: string): string {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(written) || !/^https?:$/.test(new URL(written).protocol)) {
    throw new Error("expected the URL of an HTTP proxy, such as http://proxy.example:3128");
  }
  return written;
}
