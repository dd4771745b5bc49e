import { humanSize } from "#contract/docker/humanSize.ts";
import { pruneImages } from "#server/images/pruneImages.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { confirm } from "../io/confirm.ts";

/** Removes images that no container uses: those without a name, or `all`. */
export function pruneUnused(
  { services, owner }: CommandContext,
  all: boolean,
): { readonly lines: readonly string[]; readonly bytes: number } {
  // The page shows the newest build's image; what is pinned is meant to stay.
  const { builds } = services;
  const except = all ? builds.kept.pinnedImages(owner) : builds.kept.keptImages(owner);
  const { removed, bytes } = pruneImages(services, owner, { all, except });
  const lines = removed.flatMap(({ untagged, deleted }) => [
    ...untagged.map((name) => `untagged: ${name}`),
    ...(deleted === undefined ? [] : [`deleted: ${deleted}`]),
  ]);
  return { lines, bytes };
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
    const { lines, bytes } = pruneUnused(context, all);
    const { stdout } = context.io;
    if (lines.length > 0) await stdout.write(`Deleted Images:\n${lines.join("\n")}\n\n`);
    await stdout.write(`Total reclaimed space: ${humanSize(bytes, 4)}\n`);
    return 0;
  },
});
