import type { ImageReference } from "#contract/names/reference.ts";
import { isLoopbackHost } from "./loopbackHost.ts";
import { isOwnServer } from "./ownServer.ts";
import type { OwnServer } from "./protocol/ownServer.ts";
import type { ProxySettings } from "./proxySettings.ts";
import type { Credentials, RegistrySettings } from "./registrySettings.ts";

/** A server to ask for an image. */
export interface Endpoint {
  /** Without a path: the distribution API is under `/v2/`. */
  readonly url: URL;
  /** The host as shown: `docker.io`, `localhost:5000`. */
  readonly name: string;
  readonly credentials?: Credentials;
  /** Whether it, and the targets of its redirects, may be in a private network; `itself`: only its own host. */
  readonly allowPrivate: boolean | "itself";
  readonly own?: OwnServer;
  /** How it, and the targets of its redirects, are reached. */
  readonly proxy: ProxySettings;
}

/** The servers to ask, in order: mirrors first for docker.io. The configuration rejects invalid mirrors. */
export function endpointsOf(reference: ImageReference, settings: RegistrySettings): Endpoint[] {
  const { registry } = reference;
  const mirrors = registry === "docker.io" ? settings.mirrors.map((mirror) => mirrorEndpoint(mirror, settings)) : [];
  return [...mirrors, ownEndpoint(registry, settings)];
}

function mirrorEndpoint(mirror: string, settings: RegistrySettings): Endpoint {
  const url = parseMirror(mirror);
  return {
    url,
    name: url.host,
    ...credentialsFor(url.host, settings),
    allowPrivate: true,
    ...(settings.own && { own: settings.own }),
    proxy: settings.proxy ?? {},
  };
}

/** The registry's own server, without mirrors of it. */
export function ownEndpoint(registry: string, settings: RegistrySettings): Endpoint {
  const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
  const named = new URL(`https://${host}`);
  // Like Docker: plain HTTP for loopback only.
  const url = isLoopbackHost(named.hostname) ? new URL(`http://${host}`) : named;
  const login = credentialsFor(registry, settings);
  // The operator configured a login for this registry, so it may be reached.
  const { own } = settings;
  const allowed = "credentials" in login || (settings.allowPrivate ?? false);
  const allowPrivate = allowed === false && isOwnServer(url, own) ? "itself" : allowed;
  const personal = credentialsFor(registry, { credentials: settings.logins });
  const lent = settings.withholdCredentials === true ? {} : login;
  return { url, name: registry, ...lent, ...personal, allowPrivate, ...(own && { own }), proxy: settings.proxy ?? {} };
}

/** Whether this URL, which the endpoint named, may be in a private network. */
export function mayBePrivate({ allowPrivate, url }: Endpoint, named: URL): boolean {
  return allowPrivate === "itself" ? named.host === url.host : allowPrivate;
}

/** A mirror as configured. Throws an Error with a sentence for the operator. */
export function parseMirror(text: string): URL {
  const written = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(written)) throw new Error(`The registry mirror ${JSON.stringify(text)} is not a valid URL.`);
  const url = new URL(written);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new Error(`The registry mirror ${text} must start with https:// (or http:// for loopback).`);
  }
  if (url.protocol === "http:" && !isLoopbackHost(url.hostname)) {
    throw new Error(`The registry mirror ${text} uses plain HTTP, which is allowed for loopback only.`);
  }
  return url;
}

function credentialsFor(
  host: string,
  settings: { readonly credentials?: RegistrySettings["credentials"] | undefined },
): { credentials?: Credentials } {
  const aliases = host === "docker.io" ? [host, "index.docker.io", "https://index.docker.io/v1/"] : [host];
  for (const alias of aliases) {
    const credentials = settings.credentials?.[alias];
    if (credentials !== undefined) return { credentials };
  }
  return {};
}
