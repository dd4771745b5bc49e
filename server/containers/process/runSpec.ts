import type { RunSpec } from "#server/sandbox/executor/executor.ts";
import type { StartRequest } from "./protocol.ts";

/** The folders, the user, and the network of a container. */
export type RunPlace = Pick<RunSpec, "lowerDirs" | "upperDir" | "workDir" | "uid" | "gid" | "groups" | "network">;

/** The run of a container's command. */
export function runSpec(request: StartRequest, place: RunPlace): RunSpec {
  return {
    ...place,
    argv: request.argv,
    env: request.env,
    cwd: request.cwd,
    hostname: request.hostname,
    mounts: request.tmpfs.map((mount) => ({ type: "tmpfs", ...mount })),
    limits: request.limits,
    ...(request.stdin && { stdin: "pipe" as const }),
    ...(request.terminal !== undefined && { terminal: request.terminal }),
  };
}
