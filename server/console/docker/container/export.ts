import { defineCommand } from "../../command/command.ts";
import { streamOut } from "../io/streamOut.ts";

export const containerExport = defineCommand({
  names: ["docker container export", "docker export"],
  usage: "[OPTIONS] CONTAINER",
  description: "Export a container's filesystem as a tar archive",
  flags: {
    output: { kind: "string", short: "o", description: "Write to a file, instead of STDOUT", completes: "file" },
  },
  args: { min: 1, max: 1, completes: "container" },
  run: ({ flags: { output }, args: [ref = ""] }, context) =>
    streamOut(context, output, () => context.services.containers.export(context.owner, ref)),
});
