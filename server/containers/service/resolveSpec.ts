import type { ContainerSpec, Healthcheck } from "#contract/container.ts";
import type { ImageConfig } from "#contract/image.ts";
import { problemError } from "#contract/problemError.ts";

type ContainerConfig = NonNullable<ImageConfig["config"]>;

/**
 * What a container is made of: its specification with everything that comes from the image filled in, as the Docker
 * Engine merges them (runconfig.Merge). Throws a ProblemError (container/invalid).
 */
export function resolveSpec(spec: ContainerSpec, config: ContainerConfig = {}): ContainerSpec {
  const { entrypoint, command } = resolveCommand(spec, config);
  if (entrypoint.length === 0 && command.length === 0) throw noCommand();
  const { healthcheck: ownCheck, ...own } = spec;
  const healthcheck = mergeHealthcheck(ownCheck, config.Healthcheck);
  const stopSignal = spec.stopSignal || config.StopSignal;
  const workdir = spec.workdir || config.WorkingDir;
  return {
    ...own,
    entrypoint,
    command,
    env: mergeEnv(spec.env ?? [], config.Env ?? []),
    ...(workdir !== undefined && workdir !== "" && { workdir: resolveWorkdir(workdir) }),
    user: spec.user || config.User || "",
    labels: { ...config.Labels, ...spec.labels },
    ...(stopSignal !== undefined && stopSignal !== "" && { stopSignal }),
    ...(healthcheck !== undefined && { healthcheck }),
  };
}

/** An entrypoint of its own drops the image's command; `[""]` clears the image's entrypoint, and so does `[]`. */
function resolveCommand(spec: ContainerSpec, config: ContainerConfig): { entrypoint: string[]; command: string[] } {
  const own = spec.entrypoint;
  const command = spec.command ?? [];
  if (own !== undefined && own.length > 0) {
    return { entrypoint: own.length === 1 && own[0] === "" ? [] : own, command };
  }
  return {
    entrypoint: own ?? config.Entrypoint ?? [],
    command: command.length > 0 ? command : (config.Cmd ?? []),
  };
}

function noCommand() {
  return problemError("container/invalid", "no command specified", {
    next: "Name a command after the image, or give the image a CMD or an ENTRYPOINT.",
  });
}

/** The container's own variables, then those of the image that it does not set. */
function mergeEnv(own: readonly string[], image: readonly string[]): string[] {
  const names = new Set(own.map(variableName));
  return [...own, ...image.filter((variable) => !names.has(variableName(variable)))];
}

function variableName(variable: string): string {
  return variable.split("=", 1)[0] ?? variable;
}

function resolveWorkdir(path: string): string {
  if (path.startsWith("/")) return path;
  throw problemError(
    "container/invalid",
    `the working directory '${path}' is invalid, it needs to be an absolute path`,
    { next: "Start the path with a slash." },
  );
}

/** Fields that are absent or zero are the image's. */
function mergeHealthcheck(own: Healthcheck | undefined, image: Healthcheck | undefined): Healthcheck | undefined {
  if (own === undefined || image === undefined) return own ?? image;
  const test = own.Test === undefined || own.Test.length === 0 ? image.Test : own.Test;
  return {
    ...(test !== undefined && { Test: test }),
    ...pickTime("Interval", own, image),
    ...pickTime("Timeout", own, image),
    ...pickTime("StartPeriod", own, image),
    ...pickTime("StartInterval", own, image),
    ...pickTime("Retries", own, image),
  };
}

function pickTime(name: Exclude<keyof Healthcheck, "Test">, own: Healthcheck, image: Healthcheck): Healthcheck {
  const value = own[name] || image[name];
  return value === undefined || value === 0 ? {} : { [name]: value };
}

const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * The variables that a container's command gets, as the Engine sorts them: PATH, HOSTNAME, and TERM first, each with
 * the last value it is given; an entry without `=` removes its variable. HOME is added by the executor.
 */
export function commandEnv(spec: ContainerSpec, hostname: string): string[] {
  const standard = [PATH, `HOSTNAME=${hostname}`, ...(spec.terminal ? ["TERM=xterm"] : [])];
  const values = new Map(standard.map((variable) => [variableName(variable), variable]));
  for (const variable of spec.env ?? []) {
    if (variable.includes("=")) values.set(variableName(variable), variable);
    else values.delete(variable);
  }
  return [...values.values()];
}

/** As executed: entrypoint, then command. */
export function argvOf({ entrypoint = [], command = [] }: ContainerSpec): string[] {
  return [...entrypoint, ...command];
}
