import type { ProxySettings } from "./proxySettings.ts";

/** A user name and a password (or an access token in its place). */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What the operator configured about registries. */
export interface RegistrySettings {
  /** Mirrors of docker.io, asked in this order before it: `https://host`, `host`, or `http://127.0.0.1:5000`. */
  readonly mirrors: readonly string[];
  /** By registry host: `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly credentials?: Readonly<Record<string, Credentials>>;
  /**
   * Whether a FROM may name a registry on this machine or in its private network. Off unless the operator says so:
   * whoever writes a Dockerfile could look around there. Mirrors are always reached.
   */
  readonly allowPrivate?: boolean;
  /** Asked for everything but this machine. What a host's name leads to is then for the proxy to decide. */
  readonly proxy?: ProxySettings;
  readonly limits?: Partial<PullLimits>;
  /** Milliseconds before the first retry of a cut download; doubled for each further one. */
  readonly retryDelayMs?: number;
  /** Milliseconds without a byte after which a connection counts as cut. */
  readonly idleTimeoutMs?: number;
}

export interface PullLimits {
  /** Bytes of all layers together, uncompressed. */
  readonly maxImageBytes: number;
  readonly maxLayers: number;
}

export const DEFAULT_PULL_LIMITS: PullLimits = { maxImageBytes: 20 * 1024 ** 3, maxLayers: 256 };
