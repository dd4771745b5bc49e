import { defineCommand } from "../../command/command.ts";
import { forEach } from "../faults/daemonError.ts";

export const containerStop = defineCommand({
  names: ["docker container stop", "docker stop"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  description: "Stop one or more running containers",
  flags: {
    signal: { kind: "string", short: "s", description: "Signal to send to the container" },
    time: { kind: "int", hidden: true, description: "Seconds to wait before killing the container" },
    timeout: { kind: "int", short: "t", description: "Seconds to wait before killing the container" },
  },
  args: { min: 1, completes: "running-container" },
  run({ flags: { signal, timeout, time }, args }, context) {
    const { services, owner, io } = context;
    const seconds = timeout ?? time;
    const options = { ...(signal !== undefined && { signal }), ...(seconds !== undefined && { seconds }) };
    return forEach(args, context, async (ref) => {
      await services.containers.stop(owner, ref, options);
      await io.stdout.write(`${ref}\n`);
    });
  },
});
