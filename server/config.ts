import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ANY_BUILDKIT, AUTO_BUILDER, type BuilderId, EMBEDDED_BUILDER } from "#contract/health.ts";
import type { NamedBuilder } from "./builders/buildkit/settings/builderSettings.ts";
import { LOCAL_BUILDER } from "./builders/buildkit/settings/localEngine.ts";
import { readBuilders } from "./builders/buildkit/settings/readBuilders.ts";
import type { BuildServiceOptions } from "./builds/buildServiceOptions.ts";
import type { ContainerLimits } from "./containers/service/containerLimits.ts";
import { type DockerHost, findDockerHosts } from "./docker/findDockerHosts.ts";
import { isLoopback } from "./http/access/security.ts";
import { ENGINE_SOCKET } from "./http/engine/engineSocket.ts";
import { OPTIONS, type OptionName, type OptionValues } from "./options.ts";

/** The operator's settings, validated; sizes in bytes, times in seconds, paths absolute. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly log: Exclude<OptionValues["STRATA_LOG"], "auto">;
  /** Host names accepted in requests, besides loopback and `host`. */
  readonly allowedHosts: readonly string[];
  /** Whether each browser has workspaces of its own; undefined: unless the server listens on loopback. */
  readonly separate: boolean | undefined;
  /** Whether there may be rooms; undefined: if the server listens on loopback. */
  readonly rooms: boolean | undefined;
  /** What opening a room asks for. */
  readonly teacherWord?: string;
  readonly builder: BuilderId;
  readonly registry: {
    readonly mirrors: readonly string[];
    readonly authFile?: string;
    readonly allowPrivate: boolean;
    readonly proxy: { readonly https?: string; readonly http?: string; readonly except: string };
  };
  readonly network: { readonly mode: "none" | "filtered" | "host"; readonly allow: readonly string[] };
  /** Whether RUN and containers may use the sandbox of this machine. */
  readonly sandbox: OptionValues["STRATA_SANDBOX"];
  /** Docker engines at hand, the most likely first. */
  readonly docker: { readonly use: boolean; readonly hosts: readonly DockerHost[] };
  /** Who may read the metrics. */
  readonly metrics: { readonly use: "no" | "loopback" | "yes"; readonly word?: string };
  /** BuildKit's: `cli` is the docker client. */
  readonly buildKit: { readonly cli: string; readonly builders: readonly NamedBuilder[] };
  /** The socket of an SSH agent for builds. */
  readonly sshAgent?: string;
  /** The OpenTelemetry collector for traces of builds. */
  readonly traces?: string;
  readonly queue: BuildServiceOptions["queue"];
  readonly run: {
    readonly memoryBytes: number;
    readonly processes: number;
    readonly diskBytes: number;
    readonly outputBytes: number;
    readonly cpus: number;
    readonly cpuSeconds: number;
    readonly seconds: number;
  };
  readonly containers: ContainerLimits;
  /** Folders of further lessons. */
  readonly lessons: readonly string[];
  /** A folder with images for offline use. */
  readonly seed?: string;
  /** The key that kept passwords are encrypted with. */
  readonly secretKeyFile: string;
  /** Bytes of blobs and unpacked layers. */
  readonly storeLimit: number;
  /** Bytes of one share, and the days it is kept; 0 is no end. */
  readonly shares: { readonly bytes: number; readonly days: number };
  readonly uploads: { readonly bytes: number; readonly workspaceBytes: number };
}

/** An invalid configuration: one line for each invalid variable. */
export class ConfigError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(`The configuration is not valid:\n${lines.map((line) => `  ${line}`).join("\n")}`);
    this.name = "ConfigError";
    this.lines = lines;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that the server ignores: for development and tests. */
const NOT_FOR_US = /^STRATA_(?:DEV|TEST)_/;

function readValues(env: Environment): OptionValues {
  const mistakes: string[] = [];
  const values: Partial<Record<OptionName, unknown>> = {};
  for (const [name, { standard, schema }] of Object.entries(OPTIONS)) {
    const given = env[name] ?? (name.endsWith("_PROXY") ? env[name.toLowerCase()] : undefined);
    const parsed = z.safeParse<z.core.$ZodType>(schema, given === undefined || given === "" ? standard : given);
    if (parsed.success) values[name as OptionName] = parsed.data;
    else mistakes.push(`${name}=${given ?? ""}: ${parsed.error.issues[0]?.message ?? "not valid"}`);
  }
  for (const name of Object.keys(env)) {
    if (name.startsWith("STRATA_") && !(name in OPTIONS) && !NOT_FOR_US.test(name)) {
      mistakes.push(`${name} is not an option. npm start -- --help lists the options.`);
    }
  }
  if (values.STRATA_METRICS === "yes" && values.STRATA_METRICS_WORD === "") {
    mistakes.push("STRATA_METRICS=yes: set STRATA_METRICS_WORD too, or anybody could read them.");
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return values as OptionValues;
}

/** Engines at hand; never this server's own socket, which a shell may have in DOCKER_HOST. */
function dockerHosts(values: OptionValues): readonly DockerHost[] {
  const own = `unix://${path.join(path.resolve(values.STRATA_DATA), ENGINE_SOCKET)}`;
  return values.STRATA_DOCKER ? findDockerHosts(values.DOCKER_HOST).filter(({ address }) => address !== own) : [];
}

/** Those of the file, or the Docker engine of this machine: not if others use the server, who could build from its images. */
function buildersOf(values: OptionValues): readonly NamedBuilder[] {
  const { STRATA_BUILDERS: file, STRATA_SEPARATE: separate, HOST: host } = values;
  const hosts = isSeparate({ separate, host }) ? [] : dockerHosts(values);
  const found = readBuilders(
    file,
    hosts.map(({ address }) => address),
  );
  if ("builders" in found) return found.builders;
  throw new ConfigError(found.mistakes.map((mistake) => `STRATA_BUILDERS=${file}: ${mistake}`));
}

/** The standard builder, if there is one of its name. The machine's own engine may come later. */
function standardBuilder({ STRATA_BUILDER: id }: OptionValues, builders: readonly NamedBuilder[]): BuilderId {
  const names = [AUTO_BUILDER, ANY_BUILDKIT, EMBEDDED_BUILDER, ...builders.map(({ name }) => name)];
  if (names.includes(id) || id === LOCAL_BUILDER) return id;
  throw new ConfigError([`STRATA_BUILDER=${id}: there is no builder of this name. Use one of ${names.join(", ")}.`]);
}

/** Parses the configuration from an environment; throws a {@link ConfigError} that lists every mistake. */
export function parseConfig(env: Environment, isTerminal = false): Config {
  const values = readValues(env);
  const seconds = values.STRATA_BUILD_SECONDS;
  const teacherWord = teacherWordOf(values);
  const builders = buildersOf(values);
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: path.resolve(values.STRATA_DATA),
    log: values.STRATA_LOG === "auto" ? (isTerminal ? "warn" : "info") : values.STRATA_LOG,
    allowedHosts: values.STRATA_ALLOWED_HOSTS,
    separate: values.STRATA_SEPARATE,
    rooms: values.STRATA_ROOMS,
    ...(teacherWord === "" ? {} : { teacherWord }),
    builder: standardBuilder(values, builders),
    registry: {
      mirrors: values.STRATA_REGISTRY_MIRROR,
      allowPrivate: values.STRATA_REGISTRY_PRIVATE,
      proxy: {
        ...(values.HTTPS_PROXY !== undefined && { https: values.HTTPS_PROXY }),
        ...(values.HTTP_PROXY !== undefined && { http: values.HTTP_PROXY }),
        except: values.NO_PROXY,
      },
      ...(values.STRATA_REGISTRY_AUTH === "" ? {} : { authFile: path.resolve(values.STRATA_REGISTRY_AUTH) }),
    },
    network: { mode: values.STRATA_NETWORK, allow: values.STRATA_NETWORK_ALLOW },
    sandbox: values.STRATA_SANDBOX,
    docker: { use: values.STRATA_DOCKER, hosts: dockerHosts(values) },
    metrics: {
      use: values.STRATA_METRICS,
      ...(values.STRATA_METRICS_WORD === "" ? {} : { word: values.STRATA_METRICS_WORD }),
    },
    buildKit: { cli: values.STRATA_DOCKER_CLI, builders },
    ...(values.STRATA_SSH_AGENT === "" ? {} : { sshAgent: path.resolve(values.STRATA_SSH_AGENT) }),
    ...(values.OTEL_EXPORTER_OTLP_ENDPOINT === "" ? {} : { traces: values.OTEL_EXPORTER_OTLP_ENDPOINT }),
    queue: {
      running: values.STRATA_MAX_BUILDS,
      waiting: values.STRATA_MAX_QUEUE,
      keep: values.STRATA_KEEP_BUILDS,
      seconds,
    },
    run: {
      memoryBytes: values.STRATA_BUILD_MEMORY,
      processes: values.STRATA_BUILD_PROCESSES,
      diskBytes: values.STRATA_BUILD_DISK,
      outputBytes: values.STRATA_BUILD_OUTPUT,
      cpus: values.STRATA_BUILD_CPUS,
      cpuSeconds: values.STRATA_BUILD_CPU_SECONDS,
      seconds,
    },
    containers: {
      count: values.STRATA_MAX_CONTAINERS,
      memoryBytes: values.STRATA_CONTAINER_MEMORY,
      processes: values.STRATA_CONTAINER_PROCESSES,
      cpus: values.STRATA_CONTAINER_CPUS,
      diskBytes: values.STRATA_CONTAINER_DISK,
      logBytes: values.STRATA_CONTAINER_LOG,
      seconds: values.STRATA_CONTAINER_SECONDS,
      idleSeconds: values.STRATA_CONTAINER_IDLE_SECONDS,
    },
    lessons: values.STRATA_LESSONS.map((folder) => path.resolve(folder)),
    ...(values.STRATA_SEED === "" ? {} : { seed: path.resolve(values.STRATA_SEED) }),
    secretKeyFile: path.resolve(values.STRATA_SECRET_KEY_FILE || path.join(values.STRATA_DATA, "secret.key")),
    storeLimit: values.STRATA_STORE_LIMIT,
    shares: { bytes: values.STRATA_SHARE_SIZE, days: values.STRATA_SHARE_DAYS },
    uploads: { bytes: values.STRATA_MAX_UPLOAD, workspaceBytes: values.STRATA_MAX_WORKSPACE },
  };
}

/** The word itself, or what its file says; "" if there is none. */
function teacherWordOf({ STRATA_TEACHER_WORD: word, STRATA_TEACHER_WORD_FILE: file }: OptionValues): string {
  if (file === "") return word.trim();
  if (word.trim() !== "")
    throw new ConfigError(["STRATA_TEACHER_WORD and STRATA_TEACHER_WORD_FILE are both set: use one of them"]);
  try {
    const text = readFileSync(file, "utf8").trim();
    if (text !== "") return text;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`STRATA_TEACHER_WORD_FILE can't be read: ${why}`]);
  }
  throw new ConfigError([`STRATA_TEACHER_WORD_FILE: ${file} is empty`]);
}

/** Whether each browser has workspaces of its own. */
export function isSeparate({ separate, host }: Pick<Config, "separate" | "host">): boolean {
  return separate ?? !isLoopback(host);
}

/** Whether teachers can open rooms. */
export function hasRooms({ rooms, host }: Pick<Config, "rooms" | "host">): boolean {
  return rooms ?? isLoopback(host);
}

/** The configuration of this process. Nothing else reads `process.env`. */
export function readConfig(): Config {
  return parseConfig(process.env, process.stdout.isTTY === true);
}
