import { humanAge } from "#contract/docker/humanDuration.ts";
import { humanSize } from "#contract/docker/humanSize.ts";
import { splitName } from "#contract/docker/splitName.ts";
import type { ImageSummary } from "#contract/image.ts";
import { shortId } from "#contract/names/shortId.ts";
import { utcTime } from "../../text/utcTime.ts";
import type { Listing } from "../listing/printListing.ts";

/** One name of an image; an image without names has one row. */
export interface ImageRow {
  readonly id: string;
  readonly repository: string;
  readonly tag: string;
  /** Milliseconds since the epoch. */
  readonly created: number | undefined;
  readonly size: number;
  readonly containers: number;
  readonly truncates: boolean;
  readonly now: number;
}

const NONE = "<none>";

export function rowsOf(
  { id, tags, created }: ImageSummary,
  rest: Pick<ImageRow, "size" | "containers" | "truncates" | "now">,
): ImageRow[] {
  const time = created === undefined ? undefined : Date.parse(created);
  const names = tags.length === 0 ? [{ repository: NONE, tag: NONE }] : tags.map(splitName);
  return names.map((name) => ({ id, ...name, created: time, ...rest }));
}

export function imageListing({ digests }: { readonly digests: boolean }): Listing<ImageRow> {
  return {
    type: "*formatter.imageContext",
    table: ["Repository", "Tag", ...(digests ? ["Digest"] : []), "ID", "CreatedSince", "Size"],
    quiet: "{{.ID}}",
    raw: "repository: {{.Repository}}\ntag: {{.Tag}}\nimage_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n",
    columns: {
      Repository: { header: "REPOSITORY", value: ({ repository }) => repository },
      Tag: { header: "TAG", value: ({ tag }) => tag },
      Digest: { header: "DIGEST", value: () => NONE },
      ID: { header: "IMAGE ID", value: ({ id, truncates }) => (truncates ? shortId(id) : id) },
      CreatedSince: {
        header: "CREATED",
        value: ({ created, now }) => (created === undefined ? "N/A" : humanAge(created, now)),
      },
      CreatedAt: { header: "CREATED AT", value: ({ created }) => (created === undefined ? "N/A" : utcTime(created)) },
      Size: { header: "SIZE", value: ({ size }) => humanSize(size) },
      Containers: { header: "CONTAINERS", value: ({ containers }) => String(containers) },
      SharedSize: { header: "SHARED SIZE", value: () => "N/A" },
      UniqueSize: { header: "UNIQUE SIZE", value: () => "N/A" },
      VirtualSize: { header: "SIZE", value: ({ size }) => humanSize(size, 4) },
    },
  };
}
