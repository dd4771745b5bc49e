import { humanSize } from "#contract/docker/humanSize.ts";
import type { Digest } from "#contract/names/digest.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { confirm } from "../confirm.ts";

export interface PrunedImages {
  readonly lines: readonly string[];
  readonly bytes: number;
}

/** Removes images that no container uses: those without a name, or `all`. */
export function pruneImages({ services, owner }: CommandContext, all: boolean): PrunedImages {
  const used = new Set(services.containers.list(owner).map(({ image }) => image.id));
  const newest = services.builds.newestImage(owner);
  const unused = services.images.list(owner).filter(({ id, tags }) => !used.has(id) && (all || tags.length === 0));
  const removed = unused.filter(({ id, tags }) => id !== newest || (all && tags.length > 0));
  const remove = (id: Digest): string[] => {
    const { untagged, deleted } = services.images.remove(owner, id);
    return [...untagged.map((name) => `untagged: ${name}`), ...(deleted === undefined ? [] : [`deleted: ${deleted}`])];
  };
  return {
    lines: removed.flatMap(({ id }) => remove(id)),
    bytes: removed.reduce((sum, { size }) => sum + size, 0),
  };
}

export const imagePrune = defineCommand({
  names: ["docker image prune"],
  usage: "[OPTIONS]",
  description: "Remove unused images",
  flags: {
    all: { kind: "boolean", short: "a", description: "Remove all unused images, not just dangling ones" },
    filter: {
      kind: "unsupported",
      takesValue: true,
      valueName: "filter",
      description: 'Provide filter values (e.g. "until=<timestamp>")',
      reason: "--filter is not available for prune: list with docker images -q --filter, and remove with docker rmi.",
    },
    force: { kind: "boolean", short: "f", description: "Do not prompt for confirmation" },
  },
  args: { min: 0, max: 0 },
  async run({ flags: { all, force } }, context) {
    const warning = all
      ? "WARNING! This will remove all images without at least one container associated to them."
      : "WARNING! This will remove all dangling images.";
    if (!force && !(await confirm(context, warning))) return 0;
    const { lines, bytes } = pruneImages(context, all);
    const { stdout } = context.io;
    if (lines.length > 0) await stdout.write(`Deleted Images:\n${lines.join("\n")}\n\n`);
    await stdout.write(`Total reclaimed space: ${humanSize(bytes, 4)}\n`);
    return 0;
  },
});
