import type { ContainerChange } from "#contract/container.ts";
import { defineCommand } from "../../command/command.ts";
import { listFormat } from "../listing/formatFlags.ts";
import { type Listing, printListing } from "../listing/printListing.ts";

const LETTERS: Readonly<Record<ContainerChange["change"], string>> = { added: "A", changed: "C", deleted: "D" };

const listing: Listing<ContainerChange> = {
  type: "*formatter.diffContext",
  table: ["Type", "Path"],
  columns: {
    Type: { header: "CHANGE TYPE", value: ({ change }) => LETTERS[change] },
    Path: { header: "PATH", value: ({ path }) => path },
  },
};

export const containerDiff = defineCommand({
  names: ["docker container diff", "docker diff"],
  usage: "CONTAINER",
  description: "Inspect changes to files or directories on a container's filesystem",
  flags: { format: { ...listFormat, hidden: true } },
  args: { min: 1, max: 1, completes: "container" },
  async run({ args: [ref = ""], flags }, context) {
    const changes = await context.services.containers.changes(context.owner, ref);
    return printListing(listing, changes, { format: flags.format ?? "{{.Type}} {{.Path}}" }, context);
  },
});
