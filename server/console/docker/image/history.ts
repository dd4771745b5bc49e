import { humanAge } from "#contract/docker/humanDuration.ts";
import { humanSize } from "#contract/docker/humanSize.ts";
import type { HistoryRow } from "#contract/image.ts";
import { shortId } from "#contract/names/shortId.ts";
import { defineCommand } from "../../command/command.ts";
import { ellipsis } from "../../text/ellipsis.ts";
import { listFormat } from "../listing/formatFlags.ts";
import { type Listing, printListing } from "../listing/printListing.ts";
import { findImage } from "./findImage.ts";
import { historyOf } from "./imageViews.ts";

interface Row {
  /** The image's ID in the uppermost row; Docker knows none of the others. */
  readonly id: string;
  readonly row: HistoryRow;
  readonly truncates: boolean;
  readonly human: boolean;
  readonly now: number;
}

const COMMAND_WIDTH = 45;
const NEVER = "0001-01-01T00:00:00Z";

function createdOf({ created = NEVER }: HistoryRow): string {
  return created.replace(/\.\d+/, "");
}

const listing: Listing<Row> = {
  type: "*formatter.historyContext",
  table: ["ID", "CreatedSince", "CreatedBy", "Size", "Comment"],
  quiet: "{{.ID}}",
  columns: {
    ID: { header: "IMAGE", value: ({ id, truncates }) => (truncates ? shortId(id) : id) },
    CreatedSince: {
      header: "CREATED",
      value: ({ row, human, now }) => {
        if (!human) return createdOf(row);
        return row.created === undefined ? "N/A" : humanAge(Date.parse(row.created), now);
      },
    },
    CreatedAt: { header: "CREATED AT", value: ({ row }) => createdOf(row) },
    CreatedBy: {
      header: "CREATED BY",
      value: ({ row, truncates }) => (truncates ? ellipsis(row.createdBy, COMMAND_WIDTH) : row.createdBy),
    },
    Size: { header: "SIZE", value: ({ row, human }) => (human ? humanSize(row.size) : String(row.size)) },
    Comment: { header: "COMMENT", value: ({ row }) => row.comment },
  },
};

export const imageHistory = defineCommand({
  names: ["docker image history", "docker history"],
  usage: "[OPTIONS] IMAGE",
  description: "Show the history of an image",
  flags: {
    format: listFormat,
    human: {
      kind: "boolean",
      short: "H",
      default: true,
      description: "Print sizes and dates in human readable format",
    },
    "no-trunc": { kind: "boolean", description: "Don't truncate output" },
    platform: {
      kind: "ignored",
      takesValue: true,
      description: 'Show history for the given platform. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
    quiet: { kind: "boolean", short: "q", description: "Only show image IDs" },
  },
  args: { min: 1, max: 1, completes: "image" },
  async run({ flags, args: [ref = ""] }, context) {
    const { id } = findImage(context, ref);
    const { rows } = await historyOf(context, id);
    const shown = rows.toReversed().map(
      (row, index): Row => ({
        id: index === 0 ? id : "<missing>",
        row,
        truncates: !flags["no-trunc"],
        human: flags.human,
        now: Date.now(),
      }),
    );
    return printListing(listing, shown, flags, context);
  },
});
