import { flagFilter, matchesAny, matchesLabels, readFilters } from "#contract/docker/filters.ts";
import { defineCommand } from "../../command/command.ts";
import { listFormat } from "../listing/formatFlags.ts";
import { printListing } from "../listing/printListing.ts";
import { volumeListing } from "./volumeRows.ts";

const FILTERS = ["dangling", "driver", "label", "label!", "name"];

export const volumeList = defineCommand({
  names: ["docker volume ls", "docker volume list"],
  shownAs: { "docker volume list": "docker volume ls" },
  usage: "[OPTIONS]",
  description: "List volumes",
  flags: {
    filter: {
      kind: "list",
      short: "f",
      valueName: "filter",
      description: 'Provide filter values (e.g. "dangling=true")',
      completes: ["dangling=true", "dangling=false", "name=", "label="],
    },
    format: listFormat,
    quiet: { kind: "boolean", short: "q", description: "Only display volume names" },
  },
  args: { min: 0, max: 0 },
  async run({ flags }, context) {
    const { services, owner } = context;
    const filters = readFilters(flags.filter, FILTERS);
    const dangling = flagFilter(filters, "dangling");
    const volumes = (await services.containers.volumes(owner))
      .filter(({ containers }) => dangling === undefined || (containers.length === 0) === dangling)
      .filter(({ name }) => matchesAny(filters, "name", (value) => name.includes(value)))
      .filter(({ labels }) => matchesLabels(filters, labels))
      .filter(() => matchesAny(filters, "driver", (value) => value === "local"))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return printListing(volumeListing, volumes, flags, context);
  },
});
