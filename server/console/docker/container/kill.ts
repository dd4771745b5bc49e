import { defineCommand } from "../../command/command.ts";
import { daemonError, forEach } from "../faults/daemonError.ts";

export const containerKill = defineCommand({
  names: ["docker container kill", "docker kill"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  description: "Kill one or more running containers",
  flags: {
    signal: {
      kind: "string",
      short: "s",
      description: "Signal to send to the container",
      completes: ["SIGTERM", "SIGKILL", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"],
    },
  },
  args: { min: 1, completes: "running-container" },
  run({ flags: { signal }, args }, context) {
    const { services, owner, io } = context;
    return forEach(
      args,
      context,
      async (ref) => {
        await services.containers.kill(owner, ref, signal);
        await io.stdout.write(`${ref}\n`);
      },
      (problem, ref) => daemonError({ ...problem, detail: killDetail(problem.detail, ref) }),
    );
  },
});

function killDetail(detail: string, ref: string): string {
  return detail.startsWith("cannot kill container") ? detail : `cannot kill container: ${ref}: ${detail}`;
}
