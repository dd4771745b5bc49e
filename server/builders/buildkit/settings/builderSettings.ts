import type { BuildxDriver } from "#contract/health.ts";

/** The files of mutual TLS; paths. */
export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** The name in the server's certificate, if it is not the host's. */
  readonly serverName?: string;
}

/** A BuildKit as the operator names it. */
export interface NamedBuilder {
  readonly name: string;
  readonly driver: BuildxDriver;
  /** `unix://…` or `tcp://…`: of a Docker engine, or, for `remote`, of BuildKit itself. */
  readonly endpoint?: string;
  readonly tls?: TlsFiles;
  /** Options of buildx's kubernetes driver, such as `namespace` and `replicas`. */
  readonly kubernetes?: Readonly<Record<string, string>>;
  /** Options of buildx's docker-container driver, such as `image` and `memory`. */
  readonly container?: Readonly<Record<string, string>>;
  /** Most builds at once. */
  readonly builds: number;
  readonly weight: number;
  /** If given, it builds for these only. */
  readonly platforms?: readonly string[];
  /** Whether a RUN may use the network of the machine that BuildKit runs on. */
  readonly hostNetwork: boolean;
  /** An image that makes SBOMs, in place of BuildKit's own. */
  readonly sbomScanner?: string;
  /** Whether it is the operator's alone: nobody said that learners may use it. */
  readonly operatorOnly?: boolean;
}
