import { readFilters } from "#contract/docker/filters.ts";
import { shownSize } from "#contract/imageSize.ts";
import { listImages } from "#server/images/listImages.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { listFormat } from "../listing/formatFlags.ts";
import { printListing } from "../listing/printListing.ts";
import { filterImages, IMAGE_FILTERS, namedImages } from "./imageFilters.ts";
import { type ImageRow, imageListing, rowsOf } from "./imageRows.ts";

export const imageList = defineCommand({
  names: ["docker image ls", "docker image list", "docker images"],
  shownAs: { "docker image list": "docker image ls" },
  usage: "[OPTIONS] [REPOSITORY[:TAG]]",
  description: "List images",
  common: true,
  flags: {
    all: { kind: "boolean", short: "a", description: "Show all images (default hides intermediate images)" },
    digests: { kind: "boolean", description: "Show digests" },
    filter: {
      kind: "list",
      short: "f",
      valueName: "filter",
      description: "Filter output based on conditions provided",
      completes: ["dangling=true", "dangling=false", "reference=", "before=", "since=", "label="],
    },
    format: listFormat,
    "no-trunc": { kind: "boolean", description: "Don't truncate output" },
    quiet: { kind: "boolean", short: "q", description: "Only show image IDs" },
    tree: {
      kind: "unsupported",
      takesValue: false,
      description: "List multi-platform images as a tree (EXPERIMENTAL)",
      reason: "--tree is not available: images here have one platform each.",
    },
  },
  args: { min: 0, max: 1, completes: "image" },
  async run({ flags, args: [name] }, context) {
    const rows = await shownRows(context, { filters: flags.filter, name, truncates: !flags["no-trunc"] });
    return printListing(imageListing(flags), rows, flags, context);
  },
});

interface ImageQuery {
  readonly filters: readonly string[];
  readonly name: string | undefined;
  readonly truncates: boolean;
}

async function shownRows(context: CommandContext, { filters, name, truncates }: ImageQuery): Promise<ImageRow[]> {
  const { owner, services } = context;
  const now = Date.now();
  const all = await listImages(services.images, services.imageViews, owner);
  const named = name === undefined ? all : namedImages(all, name);
  const shown = filterImages(context, named, readFilters(filters, IMAGE_FILTERS), now);
  const used = services.containers.list(owner);
  return shown.flatMap((image) => {
    const containers = used.filter((container) => container.image.id === image.id).length;
    return rowsOf(image, { size: shownSize(image), containers, truncates, now });
  });
}
