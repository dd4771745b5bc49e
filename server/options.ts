import os from "node:os";
import { z } from "zod";
import { builderIdSchema } from "#contract/health.ts";
import { requireAllowEntry } from "#server/sandbox/egress/allowList.ts";
import { parseMirror } from "./oci/distribution/endpoints.ts";
import { parseProxy } from "./oci/distribution/proxySettings.ts";

/** One environment variable: what it means, its default, and how it is parsed. */
interface Option<T> {
  readonly about: string;
  /** The default, as a person would write it; "" means not set. */
  readonly standard: string;
  readonly schema: z.core.$ZodType<T, string>;
}

const UNITS: Readonly<Record<string, number>> = { "": 1, B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** Sizes are decimal, as Docker prints them: `512MB`, `2GB`, or plain bytes. */
const bytes = z.string().transform((text, context) => {
  const match = /^(\d+(?:\.\d+)?)\s*([a-zA-Z]*)$/.exec(text.trim());
  const unit = UNITS[match?.[2] ?? ""];
  if (match === null || unit === undefined) {
    context.addIssue({ code: "custom", message: "give a size such as 512MB or 2GB" });
    return z.NEVER;
  }
  return Math.round(Number(match[1]) * unit);
});

function whole(minimum: number, maximum: number) {
  return z.string().transform((text, context) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isInteger(value) || value < minimum || value > maximum) {
      context.addIssue({ code: "custom", message: `give a whole number from ${minimum} to ${maximum}` });
      return z.NEVER;
    }
    return value;
  });
}

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

const yesNo = z.enum(["yes", "no"]).transform((word) => word === "yes");

const yesNoAuto = z.enum(["yes", "no", "auto"]).transform((word) => (word === "auto" ? undefined : word === "yes"));

const cpus = z.string().transform((text, context) => {
  if (text === "all") return os.availableParallelism();
  const value = Number(text);
  if (!(value > 0 && value <= 4096)) {
    context.addIssue({ code: "custom", message: "give a number of processors such as 2 or 0.5, or all" });
    return z.NEVER;
  }
  return value;
});

/** A list whose entries `parse` accepts; what it throws is shown to the operator. */
function listOf(parse: (entry: string) => unknown) {
  return list.superRefine((entries, context) => {
    for (const entry of entries) {
      try {
        parse(entry);
      } catch (error) {
        context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
      }
    }
  });
}

const proxy = z.string().transform((text, context) => {
  try {
    return text === "" ? undefined : parseProxy(text);
  } catch (error) {
    context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});

function option<T>(standard: string, schema: z.core.$ZodType<T, string>, about: string): Option<T> {
  return { standard, schema, about };
}

/** Every option, in the order listed by --help. `docs/operating.md` has the same table. */
export const OPTIONS = {
  PORT: option("8080", whole(0, 65535), "Port to listen on. 0 picks a free one."),
  HOST: option(
    "127.0.0.1",
    z.string().min(1),
    "Address to listen on. Anything but loopback lets other machines connect.",
  ),
  STRATA_DATA: option("./data", z.string().min(1), "Data folder."),
  STRATA_LOG: option(
    "auto",
    z.enum(["auto", "silent", "error", "warn", "info", "debug"]),
    "Log level of the JSON log. auto is warn in a terminal, info elsewhere.",
  ),
  STRATA_ALLOWED_HOSTS: option("", list, "Additional host names the page is served under, comma-separated."),
  STRATA_SEPARATE: option(
    "auto",
    yesNoAuto,
    "Whether each browser has workspaces, builds, and images of its own, by a cookie. auto is yes, except on loopback.",
  ),
  STRATA_ROOMS: option(
    "auto",
    yesNoAuto,
    "Whether teachers can open rooms for a class. auto is yes on loopback, else no.",
  ),
  STRATA_TEACHER_WORD: option(
    "",
    z.string().max(100),
    "Word that opening a room asks for. Empty: rooms can be opened only in a browser on the server's own machine.",
  ),
  STRATA_TEACHER_WORD_FILE: option(
    "",
    z.string(),
    "File with that word, such as a secret of Docker or Kubernetes. Only one of the two can be set.",
  ),
  STRATA_REGISTRY_MIRROR: option(
    "",
    listOf(parseMirror),
    "Mirrors of docker.io, comma-separated, tried in order. Loopback may use plain HTTP.",
  ),
  STRATA_REGISTRY_AUTH: option(
    "",
    z.string(),
    "JSON file with registry credentials, in the format of Docker's config.json.",
  ),
  STRATA_SECRET_KEY_FILE: option(
    "",
    z.string(),
    "File with the key for passwords that people keep. Created if missing. Empty is secret.key in the data folder.",
  ),
  STRATA_REGISTRY_PRIVATE: option(
    "no",
    yesNo,
    "Allow FROM to use registries on this machine or its private network: yes or no.",
  ),
  HTTPS_PROXY: option("", proxy, "Proxy for remote registries."),
  HTTP_PROXY: option("", proxy, "Proxy for addresses without TLS, such as a registry's token server."),
  NO_PROXY: option("", z.string(), "Hosts to reach without the proxy, comma-separated."),
  STRATA_BUILDER: option(
    "auto",
    builderIdSchema,
    "Default builder: a name, auto (the embedded one, or BuildKit for what that lacks), or buildkit (any of them).",
  ),
  STRATA_NETWORK: option(
    "filtered",
    z.enum(["none", "filtered", "host"]),
    "What RUN can reach: none, filtered (public addresses only), or host.",
  ),
  STRATA_NETWORK_ALLOW: option(
    "",
    listOf(requireAllowEntry),
    "More addresses (CIDR) or host names a filtered RUN can reach, comma-separated.",
  ),
  STRATA_SANDBOX: option(
    "auto",
    z.enum(["auto", "no"]),
    "Whether RUN and containers use the Linux sandbox if this machine has one: auto or no. Without it, a Docker engine runs them.",
  ),
  STRATA_DOCKER: option(
    "yes",
    yesNo,
    "Whether a Docker engine at hand is used: it is a builder, runs containers without a sandbox, and its images can be loaded, which learners never can.",
  ),
  DOCKER_HOST: option(
    "",
    z.string(),
    "Address of that Docker engine, unix://… or tcp://…. Empty is the first of the usual sockets: of Docker, Docker Desktop, Colima, Rancher Desktop, Podman.",
  ),
  STRATA_DOCKER_CLI: option(
    "docker",
    z.string().min(1),
    "The docker client with buildx, for builders other than the embedded one: a path, or a name to find on PATH.",
  ),
  STRATA_BUILDERS: option(
    "",
    z.string(),
    "YAML file with BuildKit builders. Without one, the Docker engine of this machine is a builder if STRATA_DOCKER is yes and each browser is not separate.",
  ),
  STRATA_SSH_AGENT: option(
    "",
    z.string(),
    "Socket of an SSH agent every build may use, for RUN --mount=type=ssh and ADD git@….",
  ),
  STRATA_METRICS: option(
    "loopback",
    z.enum(["no", "loopback", "yes"]),
    "Who may read /metrics: nobody, programs on this machine, or also others that send the word.",
  ),
  STRATA_METRICS_WORD: option(
    "",
    z.string().max(100),
    "Word that reading /metrics from elsewhere asks for, as a bearer token.",
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: option(
    "",
    z.union([z.literal(""), z.url({ protocol: /^https?$/, error: "give a URL such as http://localhost:4318" })]),
    "OpenTelemetry collector (OTLP over HTTP) that gets a trace of each build, such as http://localhost:4318.",
  ),
  STRATA_MAX_BUILDS: option("2", whole(1, 1000), "Maximum number of builds running at once."),
  STRATA_MAX_QUEUE: option("100", whole(0, 100_000), "Maximum number of queued builds. More are rejected."),
  STRATA_KEEP_BUILDS: option("200", whole(1, 1_000_000), "Number of finished builds to keep, per workspace."),
  STRATA_BUILD_SECONDS: option("1800", whole(1, 604_800), "Time limit of a build, in seconds."),
  STRATA_BUILD_MEMORY: option("2GB", bytes, "Memory limit of a build."),
  STRATA_BUILD_PROCESSES: option("1024", whole(1, 1_000_000), "Process limit of a build."),
  STRATA_BUILD_DISK: option("10GB", bytes, "Limit on the data a build may pull, unpack, and write."),
  STRATA_BUILD_OUTPUT: option("64MB", bytes, "Limit on the output of a build."),
  STRATA_BUILD_CPUS: option("all", cpus, "CPUs a build may use at once: a number or all."),
  STRATA_BUILD_CPU_SECONDS: option("3600", whole(1, 604_800), "CPU time limit of a build, in seconds, over all CPUs."),
  STRATA_MAX_CONTAINERS: option("50", whole(0, 100_000), "Number of containers of a workspace, running or not."),
  STRATA_CONTAINER_MEMORY: option("1GB", bytes, "Memory limit of a container."),
  STRATA_CONTAINER_PROCESSES: option("512", whole(1, 1_000_000), "Process limit of a container."),
  STRATA_CONTAINER_CPUS: option("all", cpus, "CPUs a container may use at once: a number or all."),
  STRATA_CONTAINER_DISK: option("5GB", bytes, "Size limit of a container's writable layer."),
  STRATA_CONTAINER_LOG: option(
    "16MB",
    bytes,
    "Size limit of a container's log. Above it, the oldest output is dropped.",
  ),
  STRATA_CONTAINER_SECONDS: option(
    "86400",
    whole(0, 31_536_000),
    "Time limit of a container, in seconds, from each start. 0 is none.",
  ),
  STRATA_CONTAINER_IDLE_SECONDS: option(
    "14400",
    whole(0, 31_536_000),
    "A container that prints nothing, to which nobody is attached, and that has no network traffic is stopped after this many seconds. 0 is never.",
  ),
  STRATA_LESSONS: option(
    "",
    list,
    "Folders of further lessons, comma-separated. Each is a lesson or has lessons in it.",
  ),
  STRATA_SEED: option(
    "",
    z.string(),
    "Folder with images for offline use, which every FROM can name. Workshops packed with npm run pack have one.",
  ),
  STRATA_STORE_LIMIT: option(
    "20GB",
    bytes,
    "Size of blobs, unpacked layers, and cache mounts. Above it, the least recently used are removed.",
  ),
  STRATA_MAX_UPLOAD: option("2GB", bytes, "Size limit of a context or an uploaded file."),
  STRATA_MAX_WORKSPACE: option("64MB", bytes, "Size limit of a workspace, not counting uploaded files."),
  STRATA_SHARE_SIZE: option(
    "32MB",
    bytes,
    "Size limit of a share, with its files and the result of a build. Lists of files that don't fit are left out.",
  ),
  STRATA_SHARE_DAYS: option("0", whole(0, 36_500), "Days until a share expires. 0 is never."),
} as const satisfies Record<string, Option<unknown>>;

export type OptionName = keyof typeof OPTIONS;
export type OptionValues = { readonly [Name in OptionName]: z.output<(typeof OPTIONS)[Name]["schema"]> };

/** The text of `npm start -- --help`: every option with its default. */
export function describeOptions(): string {
  const rows = Object.entries(OPTIONS).map(([name, { about, standard }]) => {
    const shown = standard === "" ? "" : ` [${standard}]`;
    return `  ${name.padEnd(24)}${about}${shown}`;
  });
  return `Strata: a Dockerfile playground in the browser.

  npm start            Install, build the page, and start the server
  npm start -- --help  Show this help

Options are environment variables. Defaults are in brackets.

${rows.join("\n")}
`;
}
