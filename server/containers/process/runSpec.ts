import type { RunMount, RunSpec } from "#server/sandbox/executor/executor.ts";
import type { StartRequest } from "./protocol.ts";

/** The folders, the user, and the network of a container. */
export type RunPlace = Pick<RunSpec, "lowerDirs" | "upperDir" | "workDir" | "uid" | "gid" | "groups" | "network">;

/** The run of a container's command. `filesOf`: the folder of a volume. */
export function runSpec(request: StartRequest, place: RunPlace, filesOf: (folder: string) => string): RunSpec {
  return {
    ...place,
    container: true,
    argv: request.argv,
    env: request.env,
    cwd: request.cwd,
    hostname: request.hostname,
    mounts: mountsOf(request, filesOf),
    limits: request.limits,
    ...(request.readOnlyRoot && { readOnlyRoot: true }),
    ...(request.stdin && { stdin: "pipe" as const }),
    ...(request.terminal !== undefined && { terminal: request.terminal }),
  };
}

/** Those above first: a folder of one may be the place of another. */
function mountsOf({ tmpfs, volumes }: StartRequest, filesOf: (folder: string) => string): RunMount[] {
  const mounts: RunMount[] = [
    ...volumes.map(({ folder, target, readOnly }) => ({
      type: "bind" as const,
      source: filesOf(folder),
      target,
      readOnly,
    })),
    ...tmpfs.map((mount) => ({ type: "tmpfs" as const, ...mount })),
  ];
  return mounts.sort((a, b) => a.target.split("/").length - b.target.split("/").length);
}
