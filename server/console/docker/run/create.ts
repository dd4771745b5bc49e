import { defineCommand } from "../../command/command.ts";
import { createContainer } from "./createContainer.ts";
import { createFlags } from "./createFlags.ts";
import { tellRunFaults } from "./runFault.ts";

export const containerCreate = defineCommand({
  names: ["docker container create", "docker create"],
  usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]",
  description: "Create a new container",
  flags: createFlags,
  args: { min: 1, completes: ["image", undefined] },
  stopsAtFirstArgument: true,
  run: ({ flags, args: [image = "", ...command], given, calledAs }, context) =>
    tellRunFaults(context, calledAs, async () => {
      const { id } = await createContainer({ flags, given, image, command }, context);
      await context.io.stdout.write(`${id}\n`);
      return 0;
    }),
});
