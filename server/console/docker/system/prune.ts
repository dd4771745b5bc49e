import { humanSize } from "#contract/docker/humanSize.ts";
import { defineCommand } from "../../command/command.ts";
import { pruneUnused } from "../image/prune.ts";
import { confirm } from "../io/confirm.ts";

export const systemPrune = defineCommand({
  names: ["docker system prune"],
  usage: "[OPTIONS]",
  description: "Remove unused data",
  flags: {
    all: { kind: "boolean", short: "a", description: "Remove all unused images not just dangling ones" },
    filter: {
      kind: "unsupported",
      takesValue: true,
      valueName: "filter",
      description: 'Provide filter values (e.g. "label=<key>=<value>")',
      reason: "--filter is not available for prune.",
    },
    force: { kind: "boolean", short: "f", description: "Do not prompt for confirmation" },
    volumes: { kind: "boolean", description: "Prune anonymous volumes" },
  },
  args: { min: 0, max: 0 },
  async run({ flags: { all, force, volumes } }, context) {
    const { services, owner, io } = context;
    if (!force && !(await confirm(context, warning(all, volumes)))) return 0;
    const containers = await services.containers.prune(owner);
    const removedVolumes = volumes ? await services.containers.pruneVolumes(owner, false) : { names: [], bytes: 0 };
    const images = pruneUnused(context, all);
    const sections = [
      ["Containers", containers.ids],
      ["Volumes", removedVolumes.names],
      ["Images", images.lines],
    ] as const;
    for (const [title, lines] of sections) {
      if (lines.length > 0) await io.stdout.write(`Deleted ${title}:\n${lines.join("\n")}\n\n`);
    }
    const bytes = containers.bytes + removedVolumes.bytes + images.bytes;
    await io.stdout.write(`Total reclaimed space: ${humanSize(bytes, 4)}\n`);
    return 0;
  },
});

function warning(all: boolean, volumes: boolean): string {
  const items = [
    "all stopped containers",
    ...(volumes ? ["all anonymous volumes not used by at least one container"] : []),
    all ? "all images without at least one container associated to them" : "all dangling images",
  ];
  return ["WARNING! This will remove:", ...items.map((item) => `  - ${item}`), ""].join("\n");
}
