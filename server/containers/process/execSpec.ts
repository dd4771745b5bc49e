import type { CommandSpec } from "#server/sandbox/executor/executor.ts";
import type { ExecRequest } from "./protocol.ts";

/** A command beside a container's own. */
export function execSpec(request: ExecRequest, user: Pick<CommandSpec, "uid" | "gid" | "groups">): CommandSpec {
  const { argv, env, cwd, terminal, input } = request;
  return {
    ...{ argv, env, cwd, ...user },
    ...(input !== undefined && { stdin: "pipe" as const }),
    ...(terminal !== undefined && { terminal }),
  };
}
