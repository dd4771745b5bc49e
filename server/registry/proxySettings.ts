import { isLoopbackHost } from "./loopbackHost.ts";

/** Proxies as the environment names them: `HTTPS_PROXY`, `HTTP_PROXY`, and what is reached without, `NO_PROXY`. */
export interface ProxySettings {
  /** Addresses of proxies that are asked for `https:` and `http:` addresses. */
  readonly https?: string;
  readonly http?: string;
  /** Comma-separated: hosts, `.domain`, `host:port`, or `*`. */
  readonly except?: string;
}

/** The address of the proxy to ask for `url`. None for this machine itself, as everywhere else. */
export function proxyFor(url: URL, { https, http, except = "" }: ProxySettings): string | undefined {
  const proxy = url.protocol === "https:" ? https : http;
  if (proxy === undefined || proxy === "" || isLoopbackHost(url.hostname)) return undefined;
  return except.split(",").some((entry) => isExcepted(url, entry.trim().toLowerCase())) ? undefined : proxy;
}

/** A name stands for itself and for what is below it, as in curl. */
function isExcepted(url: URL, entry: string): boolean {
  if (entry === "" || entry === "*") return entry === "*";
  const [, name = "", port] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  const standard = url.protocol === "https:" ? "443" : "80";
  if (port !== undefined && port !== (url.port || standard)) return false;
  return url.hostname === name || url.hostname.endsWith(`.${name}`);
}

/** A proxy's address as a person may write it. Throws an Error with a sentence for the operator. */
export function parseProxy(text: string): string {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(written) || !/^https?:$/.test(new URL(written).protocol)) {
    throw new Error("expected the URL of an HTTP proxy, such as http://proxy.example:3128");
  }
  return written;
}
