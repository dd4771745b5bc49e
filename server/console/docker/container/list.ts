import type { Container } from "#contract/container.ts";
import { type Filters, readFilters } from "#contract/docker/filters.ts";
import { CONTAINER_FILTERS, containerFilter } from "#server/containers/containerFilter.ts";
import { mergedConfig } from "#server/containers/mergedConfig.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { problemOf } from "../faults/daemonError.ts";
import { imageSize } from "../image/imageSizes.ts";
import { listFormat } from "../listing/formatFlags.ts";
import { printListing } from "../listing/printListing.ts";
import { type ContainerRow, containerListing } from "./containerRows.ts";
import { imageConfigOf, shownImage } from "./imageConfigOf.ts";

export const containerList = defineCommand({
  names: ["docker container ls", "docker container list", "docker container ps", "docker ps"],
  shownAs: { "docker container list": "docker container ls", "docker container ps": "docker container ls" },
  usage: "[OPTIONS]",
  description: "List containers",
  common: true,
  flags: {
    all: { kind: "boolean", short: "a", description: "Show all containers (default shows just running)" },
    filter: {
      kind: "list",
      short: "f",
      valueName: "filter",
      description: "Filter output based on conditions provided",
      completes: ["name=", "status=exited", "status=running", "ancestor=", "label=", "id="],
    },
    format: listFormat,
    last: {
      kind: "int",
      short: "n",
      default: -1,
      description: "Show n last created containers (includes all states)",
    },
    latest: {
      kind: "boolean",
      short: "l",
      description: "Show the latest created container (includes all states)",
    },
    "no-trunc": { kind: "boolean", description: "Don't truncate output" },
    quiet: { kind: "boolean", short: "q", description: "Only display container IDs" },
    size: { kind: "boolean", short: "s", description: "Display total file sizes" },
  },
  args: { min: 0, max: 0 },
  async run({ flags }, context) {
    const filters = readFilters(flags.filter, CONTAINER_FILTERS);
    const last = flags.latest && flags.last < 0 ? 1 : flags.last;
    const shown = chosen(context, filters, { all: flags.all, last });
    // A template that names the size has it counted, too.
    const withSize = flags.size || /\.Size\b/.test(flags.format ?? "");
    const rows: ContainerRow[] = [];
    for (const container of shown) rows.push(await rowOf(context, container, withSize, !flags["no-trunc"]));
    return printListing(containerListing(flags), rows, flags, context);
  },
});

function chosen(
  context: CommandContext,
  filters: Filters,
  { all, last }: { readonly all: boolean; readonly last: number },
): Container[] {
  const isAll = all || last > 0 || ["status", "exited", "before", "since"].some((name) => filters.has(name));
  const matches = containerFilter({ ...context.services, owner: context.owner }, filters);
  const found = context.services.containers
    .list(context.owner)
    .filter((container) => (isAll || container.state.phase === "running") && matches(container));
  return last > 0 ? found.slice(0, last) : found;
}

async function rowOf(
  context: CommandContext,
  container: Container,
  withSize: boolean,
  truncates: boolean,
): Promise<ContainerRow> {
  const config = mergedConfig(container.spec, imageConfigOf(context, container));
  const counted = withSize ? await problemOf(() => imageSize(context, container.image.id)) : undefined;
  return {
    container,
    image: shownImage(context, container),
    exposed: Object.keys(config.ExposedPorts ?? {}),
    labels: config.Labels ?? {},
    imageBytes: counted === undefined ? undefined : "value" in counted ? counted.value : 0,
    truncates,
    now: Date.now(),
  };
}
