import os from "node:os";
import { z } from "zod";
import { builderIdSchema } from "#contract/health.ts";
import { requireAllowEntry } from "#server/sandbox/egress/allowList.ts";
import { parseMirror } from "./registry/endpoints.ts";
import { parseProxy } from "./registry/proxySettings.ts";

/** One variable of the environment: what it means, what it is where unset, how it is read. */
interface Option<T> {
  readonly about: string;
  /** As a person would write it; an empty text means "not set". */
  readonly standard: string;
  readonly schema: z.ZodType<T, string>;
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

const cpus = z.string().transform((text, context) => {
  if (text === "all") return os.availableParallelism();
  const value = Number(text);
  if (!(value > 0 && value <= 4096)) {
    context.addIssue({ code: "custom", message: "give a number of processors such as 2 or 0.5, or all" });
    return z.NEVER;
  }
  return value;
});

/** A list whose every entry `parse` takes; what it throws is said to the operator. */
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

function option<T>(standard: string, schema: z.ZodType<T, string>, about: string): Option<T> {
  return { standard, schema, about };
}

/** Every option there is, in the order in which they are listed. `docs/operating.md` has the same table. */
export const OPTIONS = {
  PORT: option("8080", whole(0, 65535), "Port to listen on; 0 takes a free one."),
  HOST: option("127.0.0.1", z.string().min(1), "Address to listen on. Anything but loopback lets others in."),
  STRATA_DATA: option("./data", z.string().min(1), "Folder for everything that lasts."),
  STRATA_LOG: option(
    "auto",
    z.enum(["auto", "silent", "error", "warn", "info", "debug"]),
    "What is logged, as JSON lines: auto is warn in a terminal and info elsewhere.",
  ),
  STRATA_ALLOWED_HOSTS: option("", list, "Further host names the page is reached under, comma-separated."),
  STRATA_REGISTRY_MIRROR: option(
    "",
    listOf(parseMirror),
    "Mirrors of docker.io, comma-separated, tried in order. Plain HTTP is allowed on loopback.",
  ),
  STRATA_REGISTRY_AUTH: option(
    "",
    z.string(),
    "A JSON file of registry credentials, in the format of Docker's config.json.",
  ),
  STRATA_REGISTRY_PRIVATE: option(
    "no",
    yesNo,
    "Whether a FROM may name a registry on this machine or in its private network: yes or no.",
  ),
  HTTPS_PROXY: option("", proxy, "The proxy through which registries elsewhere are reached."),
  HTTP_PROXY: option("", proxy, "The same for addresses without TLS, to which a registry's login may lead."),
  NO_PROXY: option("", z.string(), "Hosts that are reached without the proxy, comma-separated."),
  STRATA_BUILDER: option("embedded", builderIdSchema, "The builder that is used unless a build asks for another."),
  STRATA_NETWORK: option(
    "filtered",
    z.enum(["none", "filtered", "host"]),
    "What a RUN reaches: none, filtered (public addresses only) or host.",
  ),
  STRATA_NETWORK_ALLOW: option(
    "",
    listOf(requireAllowEntry),
    "Further addresses (CIDR) or host names that a filtered RUN reaches, comma-separated.",
  ),
  STRATA_SSH_AGENT: option(
    "",
    z.string(),
    "Socket of an SSH agent that every build here may use: RUN --mount=type=ssh, ADD of git@ addresses.",
  ),
  STRATA_MAX_BUILDS: option("2", whole(1, 1000), "Builds that run at the same time."),
  STRATA_MAX_QUEUE: option("100", whole(0, 100_000), "Builds that wait; more are refused."),
  STRATA_KEEP_BUILDS: option("200", whole(1, 1_000_000), "Finished builds whose log is kept, per workspace."),
  STRATA_BUILD_SECONDS: option("1800", whole(1, 604_800), "Longest time of one build, seconds."),
  STRATA_BUILD_MEMORY: option("2GB", bytes, "Most memory of one build's commands together."),
  STRATA_BUILD_PROCESSES: option("1024", whole(1, 1_000_000), "Most processes of one build at the same time."),
  STRATA_BUILD_DISK: option("10GB", bytes, "Most bytes that the steps of one build may write."),
  STRATA_BUILD_OUTPUT: option("64MB", bytes, "Most bytes of output of one build."),
  STRATA_BUILD_CPUS: option("all", cpus, "Processors that one build may use at the same time: a number or all."),
  STRATA_BUILD_CPU_SECONDS: option(
    "3600",
    whole(1, 604_800),
    "Most time of processors that one build may use, all of them together, seconds.",
  ),
  STRATA_STORE_LIMIT: option(
    "20GB",
    bytes,
    "Size of blobs, unpacked layers and cache mounts over which cache, pulled images and old contexts go, the least used first.",
  ),
  STRATA_MAX_UPLOAD: option("2GB", bytes, "Largest context or file that is taken."),
  STRATA_MAX_WORKSPACE: option("64MB", bytes, "Largest workspace, without its uploaded files."),
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

  npm start            installs, builds the page and starts the server
  npm start -- --help  shows this

Options are variables of the environment; defaults in brackets:

${rows.join("\n")}
`;
}
