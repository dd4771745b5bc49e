import { humanSize } from "#contract/docker/humanSize.ts";
import { defineCommand } from "../../command/command.ts";
import { confirm } from "../io/confirm.ts";

export const containerPrune = defineCommand({
  names: ["docker container prune"],
  usage: "[OPTIONS]",
  description: "Remove all stopped containers",
  flags: {
    filter: {
      kind: "unsupported",
      takesValue: true,
      valueName: "filter",
      description: 'Provide filter values (e.g. "until=<timestamp>")',
      reason: "--filter is not available for prune: list with docker ps -aq --filter, and remove with docker rm.",
    },
    force: { kind: "boolean", short: "f", description: "Do not prompt for confirmation" },
  },
  args: { min: 0, max: 0 },
  async run({ flags: { force } }, context) {
    const { services, owner, io } = context;
    if (!force && !(await confirm(context, "WARNING! This will remove all stopped containers."))) return 0;
    const { ids, bytes } = await services.containers.prune(owner);
    if (ids.length > 0) await io.stdout.write(`Deleted Containers:\n${ids.join("\n")}\n\n`);
    await io.stdout.write(`Total reclaimed space: ${humanSize(bytes, 4)}\n`);
    return 0;
  },
});
