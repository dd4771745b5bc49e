import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { inspectedContainer } from "../container/inspect.ts";
import { problemOf } from "../faults/daemonError.ts";
import { inspectedImage } from "../image/inspect.ts";
import { objectFormat } from "../listing/formatFlags.ts";
import { type InspectedObject, printObjects } from "../listing/printObjects.ts";
import { inspectedVolume } from "../volume/inspect.ts";

const TYPES = ["config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"];

export const inspect = defineCommand({
  names: ["docker inspect"],
  usage: "[OPTIONS] NAME|ID [NAME|ID...]",
  description: "Return low-level information on Docker objects",
  flags: {
    format: objectFormat,
    size: { kind: "boolean", short: "s", description: "Display total file sizes if the type is container" },
    type: {
      kind: "string",
      description: "Only inspect objects of the given type",
      completes: ["container", "image", "volume"],
    },
  },
  args: { min: 1, completes: "container" },
  async run({ flags: { format, size, type }, args }, context) {
    if (type !== undefined && !TYPES.includes(type)) {
      const list = TYPES.map((each) => JSON.stringify(each)).join(", ");
      await context.io.stderr.write(`unknown type: ${JSON.stringify(type)}: must be one of ${list}\n`);
      return 1;
    }
    return printObjects(args, (name) => find(context, name, type, size), format, context);
  },
});

type Found = InspectedObject | { error: string };

async function find(context: CommandContext, name: string, type: string | undefined, size: boolean): Promise<Found> {
  if (type === "container") return inspectedContainer(context, name, size);
  if (type === "image") return inspectedImage(context, name);
  if (type === "volume") return inspectedVolume(context, name);
  if (type !== undefined) return { error: `Error: there are no objects of the type ${type} here: ${name}` };
  const { services, owner } = context;
  if ("value" in (await problemOf(() => services.containers.get(owner, name)))) {
    return inspectedContainer(context, name, size);
  }
  if (services.images.get(owner, name) !== undefined) return inspectedImage(context, name);
  const volume = await inspectedVolume(context, name);
  return "object" in volume ? volume : { error: `Error: No such object: ${name}` };
}
