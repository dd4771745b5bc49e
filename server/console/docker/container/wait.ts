import { defineCommand } from "../../command/command.ts";
import { forEach } from "../faults/daemonError.ts";

export const containerWait = defineCommand({
  names: ["docker container wait", "docker wait"],
  usage: "CONTAINER [CONTAINER...]",
  description: "Block until one or more containers stop, then print their exit codes",
  flags: {},
  args: { min: 1, completes: "container" },
  run({ args }, context) {
    const { services, owner, io, signal } = context;
    return forEach(args, context, async (ref) => {
      const { state } = services.containers.get(owner, ref);
      // One that never ran has nothing to wait for.
      const code =
        state.phase === "created" ? 0 : (await services.containers.wait(owner, ref, "not-running", signal)).code;
      await io.stdout.write(`${code}\n`);
    });
  },
});
