import type { ContainerSpec, Healthcheck } from "#contract/container.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import type { FlagValues } from "../../command/flags.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { linesOf, readLabels, readTextFile, readVariables } from "../io/readFiles.ts";
import type { createFlags } from "./createFlags.ts";
import { readMount, readTmpfs, readVolume } from "./readMounts.ts";
import { readPort } from "./readPorts.ts";

export type CreateValues = FlagValues<typeof createFlags>;

export interface CreateInput {
  readonly flags: CreateValues;
  readonly given: ReadonlySet<string>;
  readonly image: string;
  readonly command: readonly string[];
}

/** What `docker create` and `docker run` ask for. Throws a FlagFault. */
export async function specOf(
  { flags, given, image, command }: CreateInput,
  context: CommandContext,
): Promise<ContainerSpec> {
  if (flags.restart !== "no" && flags.restart !== "") {
    throw new FlagFault("--restart is not available: start a container again with docker start.");
  }
  const env = await variablesOf(flags, context);
  const labels = await labelsOf(flags, context);
  const mounts = [...flags.volume.map(readVolume), ...flags.tmpfs.map(readTmpfs), ...flags.mount.map(readMount)];
  const ports = flags.publish.flatMap(readPort);
  const healthcheck = healthcheckOf(flags);
  return {
    image,
    ...(command.length > 0 && { command: [...command] }),
    ...textsOf(flags),
    // As with the CLI, it is one word, and `""` clears the image's.
    ...(given.has("entrypoint") && { entrypoint: [flags.entrypoint ?? ""] }),
    ...networkOf(flags),
    ...limitsOf(flags),
    ...(env.length > 0 && { env }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(mounts.length > 0 && { mounts }),
    ...(ports.length > 0 && { ports }),
    ...(healthcheck && { healthcheck }),
    ...(flags["publish-all"] && { publishAll: true }),
    ...(flags.tty && { terminal: true }),
    ...(flags.interactive && { stdin: true }),
    ...(flags["read-only"] && { readOnly: true }),
    ...(flags.rm && { autoRemove: true }),
  };
}

function textsOf(flags: CreateValues): Partial<ContainerSpec> {
  const { name, workdir, user, hostname } = flags;
  return {
    ...(name !== undefined && { name }),
    ...(workdir !== undefined && workdir !== "" && { workdir }),
    ...(user !== undefined && user !== "" && { user }),
    ...(hostname !== undefined && hostname !== "" && { hostname }),
    ...(flags["stop-signal"] !== undefined && { stopSignal: flags["stop-signal"] }),
    ...(flags["stop-timeout"] !== undefined && { stopSeconds: flags["stop-timeout"] }),
  };
}

function networkOf({ network }: CreateValues): Partial<ContainerSpec> {
  if (network === "none") return { network };
  if (network === undefined || network === "default" || network === "bridge") return {};
  throw new FlagFault(`--network ${network} is not available: use none, or leave it out for the standard network.`);
}

function limitsOf(flags: CreateValues): Partial<ContainerSpec> {
  const processes = flags["pids-limit"];
  return {
    ...(flags.memory !== undefined && flags.memory > 0 && { memoryBytes: flags.memory }),
    ...(flags.cpus !== undefined && flags.cpus > 0 && { cpus: flags.cpus }),
    ...(processes !== undefined && processes > 0 && { processes }),
  };
}

async function variablesOf(flags: CreateValues, context: CommandContext): Promise<string[]> {
  const fromFiles: string[] = [];
  for (const file of flags["env-file"]) fromFiles.push(...linesOf(await readTextFile(context, file)));
  return readVariables([...fromFiles, ...flags.env], context.env);
}

async function labelsOf(flags: CreateValues, context: CommandContext): Promise<Record<string, string>> {
  const fromFiles: string[] = [];
  for (const file of flags["label-file"]) fromFiles.push(...linesOf(await readTextFile(context, file)));
  return readLabels([...fromFiles, ...flags.label]);
}

function healthcheckOf(flags: CreateValues): Healthcheck | undefined {
  const times = {
    Interval: flags["health-interval"],
    Timeout: flags["health-timeout"],
    StartPeriod: flags["health-start-period"],
    StartInterval: flags["health-start-interval"],
    Retries: flags["health-retries"],
  };
  const given = Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined && value !== 0));
  const command = flags["health-cmd"];
  if (flags["no-healthcheck"]) {
    if (command !== undefined || Object.keys(given).length > 0) {
      throw new FlagFault("--no-healthcheck conflicts with --health-* options");
    }
    return { Test: ["NONE"] };
  }
  const test = command === undefined || command === "" ? {} : { Test: ["CMD-SHELL", command] };
  const healthcheck = { ...test, ...given };
  return Object.keys(healthcheck).length === 0 ? undefined : healthcheck;
}
