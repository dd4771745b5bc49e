import { once } from "node:events";
import type Docker from "dockerode";
import type { DockerHost } from "./findDockerHosts.ts";

/** An engine that answers. */
export interface OpenDocker {
  readonly docker: Docker;
  readonly host: DockerHost;
  readonly version: string;
}

/** No engine answers; `message` says why, in a sentence. */
export class NoDockerError extends Error {
  override readonly name = "NoDockerError";
}

const PATIENCE_MS = 5000;

/** The first of these that answers and runs Linux containers. Throws a NoDockerError. */
export async function openDocker(hosts: readonly DockerHost[]): Promise<OpenDocker> {
  const reasons: string[] = [];
  for (const host of hosts) {
    try {
      return await tryDocker(host);
    } catch (error) {
      reasons.push(noDockerReason(error, host.address));
    }
  }
  throw new NoDockerError(reasons.join(" ") || "No Docker engine was found on this machine.");
}

async function tryDocker(host: DockerHost): Promise<OpenDocker> {
  const docker = await dockerClient(host.address);
  const { Version, Os } = await within(docker.version());
  if (Os !== "linux") throw new NoDockerError(`The Docker engine at ${host.address} runs ${Os} containers only.`);
  return { docker, host, version: Version };
}

/** Rejects as a connection that was not made in time. */
async function within<T>(work: Promise<T>): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const late = once(patience, "abort").then((): never => {
    throw patience.reason;
  });
  late.catch(() => undefined);
  return await Promise.race([work, late]);
}

/** Loaded when an engine is used first: most servers never need it. */
async function dockerClient(address: string): Promise<Docker> {
  const { default: Client } = await import("dockerode");
  const socketPath = socketOf(address);
  if (socketPath !== undefined) return new Client({ socketPath });
  const { protocol, hostname, port } = URL.canParse(address)
    ? new URL(address)
    : { protocol: "", hostname: "", port: "" };
  if (protocol === "tcp:") return new Client({ protocol: "http", host: hostname, port: port || "2375" });
  throw new NoDockerError(`Strata can't reach an engine at ${JSON.stringify(address)}: use unix:// or tcp://.`);
}

/** The path of a socket or pipe of this machine; undefined if it is elsewhere. */
export function socketOf(address: string): string | undefined {
  const [, path] = /^(?:unix|npipe):\/\/(.+)$/s.exec(address) ?? [];
  return path;
}

/** Why an engine can't be used, in a sentence. */
export function noDockerReason(error: unknown, address: string): string {
  const place = socketOf(address) ?? address;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (error instanceof NoDockerError) return error.message;
  if (code === "ENOENT") return `No Docker engine is at ${place}.`;
  if (code === "ECONNREFUSED") return `The Docker engine at ${place} is not running.`;
  if (code === "EACCES") return `Strata may not open ${place}. Its user must be in the group docker.`;
  if (error instanceof Error && /^(TimeoutError|AbortError)$/.test(error.name))
    return `The Docker engine at ${place} does not answer.`;
  return `What answers at ${place} is not a Docker engine.`;
}
