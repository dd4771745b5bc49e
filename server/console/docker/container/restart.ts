import { defineCommand } from "../../command/command.ts";
import { forEach } from "../faults/daemonError.ts";

export const containerRestart = defineCommand({
  names: ["docker container restart", "docker restart"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  description: "Restart one or more containers",
  flags: {
    signal: { kind: "string", short: "s", description: "Signal to send to the container" },
    time: { kind: "int", hidden: true, description: "Seconds to wait before killing the container" },
    timeout: { kind: "int", short: "t", description: "Seconds to wait before killing the container" },
  },
  args: { min: 1, completes: "container" },
  run({ flags: { signal, timeout, time }, args }, context) {
    const { services, owner, io } = context;
    const seconds = timeout ?? time;
    const options = { ...(signal !== undefined && { signal }), ...(seconds !== undefined && { seconds }) };
    return forEach(args, context, async (ref) => {
      await services.containers.restart(owner, ref, options);
      await io.stdout.write(`${ref}\n`);
    });
  },
});
