import type { OwnServer } from "./protocol/ownServer.ts";
import type { ProxySettings } from "./proxySettings.ts";

/** A user name and a password (or an access token in its place). */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The operator's settings for registries. */
export interface RegistrySettings {
  /** Mirrors of docker.io, asked in this order before it: `https://host`, `host`, or `http://127.0.0.1:5000`. */
  readonly mirrors: readonly string[];
  /** By registry host: `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly credentials?: Readonly<Record<string, Credentials>>;
  /** Whether those are withheld: they then only say which registries may be in a private network. */
  readonly withholdCredentials?: boolean;
  /** A person's own logins, by registry host. They take precedence, and open no private network. */
  readonly logins?: Readonly<Record<string, Credentials>>;
  /**
   * Whether a FROM may name a registry on this machine or in its private network. Off by default: a Dockerfile could
   * probe that network. Mirrors are always allowed. `itself`: the registry may be there, but its redirects and its token
   * server only if they have the same host.
   */
  readonly allowPrivate?: boolean | "itself";
  readonly own?: OwnServer;
  /** Used for everything but loopback. The proxy then resolves the names. */
  readonly proxy?: ProxySettings;
  readonly limits?: Partial<PullLimits>;
  /** Milliseconds before the first retry of an interrupted download; doubles for each further one. */
  readonly retryDelayMs?: number;
  /** Milliseconds without a byte after which a connection counts as lost. */
  readonly idleTimeoutMs?: number;
}

export interface PullLimits {
  /** Bytes of all layers together, uncompressed. */
  readonly maxImageBytes: number;
  readonly maxLayers: number;
}

export const DEFAULT_PULL_LIMITS: PullLimits = { maxImageBytes: 20 * 1024 ** 3, maxLayers: 256 };
