import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { NamedBuilder } from "../settings/builderSettings.ts";
import { clientConfig } from "./clientConfig.ts";
import type { ClientCommand } from "./runClient.ts";

export interface ClientOptions {
  /** The docker client: a path, or a name to find on PATH. */
  readonly docker: string;
  /** Of this builder alone: what docker and buildx keep. */
  readonly dir: string;
  readonly builder: NamedBuilder;
}

/** What the clients get of this server's environment. */
const INHERITED = [
  "PATH",
  "TMPDIR",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "KUBECONFIG",
  "KUBERNETES_SERVICE_HOST",
  "KUBERNETES_SERVICE_PORT",
];
/** Where distributions, Docker Desktop, and Homebrew put docker's plugins, besides the folder of a user. */
const PLUGINS = [
  "/usr/local/lib/docker/cli-plugins",
  "/usr/local/libexec/docker/cli-plugins",
  "/usr/lib/docker/cli-plugins",
  "/usr/libexec/docker/cli-plugins",
  "/opt/homebrew/lib/docker/cli-plugins",
  "/Applications/Docker.app/Contents/Resources/cli-plugins",
];

/** Commands of the docker client for one builder. Nothing of the operator's own configuration is read or changed. */
export class DockerClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** `docker ARGS…`. Its own folder holds no credentials. */
  command(args: readonly string[], env: Readonly<Record<string, string>> = {}): ClientCommand {
    const { docker, dir } = this.#options;
    return { program: docker, args: [...this.#tls(), ...args], cwd: dir, env: { ...this.#environment(), ...env } };
  }

  /** The folder of docker's plugins. */
  get plugins(): string {
    return join(this.#options.dir, "cli-plugins");
  }

  /** Makes the folder, in which buildx is found where it is installed. */
  prepare(): void {
    const { dir, docker } = this.#options;
    mkdirSync(this.plugins, { recursive: true, mode: 0o700 });
    writeFileSync(join(dir, "config.json"), clientConfig({}, []), { mode: 0o600 });
    const link = join(this.plugins, "docker-buildx");
    const home = process.env.HOME ?? "/root";
    const configured = process.env.DOCKER_CONFIG ?? join(home, ".docker");
    const folders = [join(configured, "cli-plugins"), ...PLUGINS, join(dirname(docker), "cli-plugins")];
    const plugin = folders.map((folder) => join(folder, "docker-buildx")).find((path) => existsSync(path));
    if (plugin !== undefined && !existsSync(link)) symlinkSync(plugin, link);
  }

  #environment(): Record<string, string> {
    const { dir, builder } = this.#options;
    const { driver, endpoint } = builder;
    const inherited = INHERITED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    const engine = driver === "docker" || driver === "docker-container" ? endpoint : undefined;
    return {
      ...Object.fromEntries(inherited),
      HOME: dir,
      DOCKER_CONFIG: dir,
      BUILDX_CONFIG: join(dir, "buildx"),
      DOCKER_CLI_HINTS: "false",
      BUILDX_NO_DEFAULT_ATTESTATIONS: "1",
      // The address of a token server is what a registry says: the client must not ask it from this machine's network.
      BUILDKIT_NO_CLIENT_TOKEN: "1",
      // The last build's provenance costs a round trip, and is never read.
      BUILDX_METADATA_PROVENANCE: "disabled",
      ...(engine !== undefined && { DOCKER_HOST: engine }),
    };
  }

  /** For a Docker engine; a BuildKit of its own gets them when its builder is made. */
  #tls(): string[] {
    const { driver, tls } = this.#options.builder;
    if (tls === undefined || driver === "remote") return [];
    return ["--tlsverify", "--tlscacert", tls.ca, "--tlscert", tls.cert, "--tlskey", tls.key];
  }
}
