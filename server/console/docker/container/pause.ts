import { defineCommand } from "../../command/command.ts";
import { forEach } from "../faults/daemonError.ts";

export const containerPause = defineCommand({
  names: ["docker container pause", "docker pause"],
  usage: "CONTAINER [CONTAINER...]",
  description: "Pause all processes within one or more containers",
  flags: {},
  args: { min: 1, completes: "running-container" },
  run({ args }, context) {
    const { services, owner, io } = context;
    return forEach(args, context, async (ref) => {
      await services.containers.pause(owner, ref);
      await io.stdout.write(`${ref}\n`);
    });
  },
});
