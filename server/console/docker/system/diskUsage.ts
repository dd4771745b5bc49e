import { humanSize } from "#contract/docker/humanSize.ts";
import { ownBytes } from "#contract/imageSharing.ts";
import { shortId } from "#contract/names/shortId.ts";
import { diskUse } from "#server/images/diskUse.ts";
import { sharedLayers } from "#server/oci/inspect/sharedLayers.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { alignTabs } from "../../text/table.ts";
import { listFormat } from "../listing/formatFlags.ts";
import { printListing } from "../listing/printListing.ts";
import { type UsageRow, usageListing } from "./usageRows.ts";

export const diskUsage = defineCommand({
  names: ["docker system df"],
  usage: "[OPTIONS]",
  description: "Show docker disk usage",
  flags: {
    format: listFormat,
    verbose: { kind: "boolean", short: "v", description: "Show detailed information on space usage" },
  },
  args: { min: 0, max: 0 },
  async run({ flags: { format, verbose } }, context) {
    if (verbose && format === undefined) {
      await context.io.stdout.write(await details(context));
      return 0;
    }
    return printListing(usageListing, await usageRows(context), { format }, context);
  },
});

async function usageRows({ services, owner }: CommandContext): Promise<UsageRow[]> {
  const { images, containers, volumes, buildCache } = await diskUse(services, owner);
  return [
    { type: "Images", ...images },
    { type: "Containers", ...containers },
    { type: "Local Volumes", ...volumes },
    { type: "Build Cache", ...buildCache },
  ];
}

async function details({ services, owner }: CommandContext): Promise<string> {
  const shared = sharedLayers(services.images.listLayers(owner));
  const containers = services.containers.list(owner);
  const images = services.images.list(owner).map(({ id, tags, size }) => {
    const own = ownBytes(shared, new Set([id]));
    const users = containers.filter(({ image }) => image.id === id).length;
    return [tags[0] ?? "<none>", shortId(id), humanSize(size), humanSize(size - own), humanSize(own), String(users)];
  });
  const volumes = (await services.containers.volumes(owner)).map(({ name, bytes, containers: users }) => [
    name,
    String(users.length),
    humanSize(bytes ?? 0),
  ]);
  const writable = containers.map(({ id, image, name, writable: layer }) => [
    shortId(id),
    image.ref,
    humanSize(layer?.bytes ?? 0),
    name,
  ]);
  return [
    section("Images", ["IMAGE", "IMAGE ID", "SIZE", "SHARED SIZE", "UNIQUE SIZE", "CONTAINERS"], images),
    section("Containers", ["CONTAINER ID", "IMAGE", "SIZE", "NAMES"], writable),
    section("Local Volumes", ["VOLUME NAME", "LINKS", "SIZE"], volumes),
  ].join("\n");
}

function section(title: string, headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = [headers, ...rows].map((cells) => cells.join("\t")).join("\n");
  return `${title} space usage:\n\n${alignTabs(table)}\n`;
}
