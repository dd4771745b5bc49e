import { defineCommand } from "../../command/command.ts";
import { forEach } from "../faults/daemonError.ts";

export const containerUnpause = defineCommand({
  names: ["docker container unpause", "docker unpause"],
  usage: "CONTAINER [CONTAINER...]",
  description: "Unpause all processes within one or more containers",
  flags: {},
  args: { min: 1, completes: "running-container" },
  run({ args }, context) {
    const { services, owner, io } = context;
    return forEach(args, context, async (ref) => {
      await services.containers.unpause(owner, ref);
      await io.stdout.write(`${ref}\n`);
    });
  },
});
