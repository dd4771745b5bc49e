import { humanSize } from "#contract/docker/humanSize.ts";
import { defineCommand } from "../../command/command.ts";
import { confirm } from "../io/confirm.ts";

export const volumePrune = defineCommand({
  names: ["docker volume prune"],
  usage: "[OPTIONS]",
  description: "Remove unused local volumes",
  flags: {
    all: { kind: "boolean", short: "a", description: "Remove all unused volumes, not just anonymous ones" },
    filter: {
      kind: "unsupported",
      takesValue: true,
      valueName: "filter",
      description: 'Provide filter values (e.g. "label=<label>")',
      reason:
        "--filter is not available for prune: list with docker volume ls -q --filter, and remove with docker volume rm.",
    },
    force: { kind: "boolean", short: "f", description: "Do not prompt for confirmation" },
  },
  args: { min: 0, max: 0 },
  async run({ flags: { all, force } }, context) {
    const { services, owner, io } = context;
    const which = all ? "all local volumes" : "anonymous local volumes";
    const warning = `WARNING! This will remove ${which} not used by at least one container.`;
    if (!force && !(await confirm(context, warning))) return 0;
    const { names, bytes } = await services.containers.pruneVolumes(owner, all);
    if (names.length > 0) await io.stdout.write(`Deleted Volumes:\n${names.join("\n")}\n\n`);
    await io.stdout.write(`Total reclaimed space: ${humanSize(bytes, 4)}\n`);
    return 0;
  },
});
