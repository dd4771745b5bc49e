import { humanAge } from "#contract/docker/humanDuration.ts";
import { humanSize } from "#contract/docker/humanSize.ts";
import type { HistoryRow } from "#contract/image.ts";
import { shortId } from "#contract/names/shortId.ts";
import { messages } from "./messages.ts";

interface CellOptions {
  readonly full: boolean;
  readonly raw: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** IMAGE: only the newest row has an ID. */
export function imageCell(image: string | undefined, { full }: Pick<CellOptions, "full">): string {
  if (image === undefined) return messages.missing;
  return full ? image : shortId(image);
}

/** CREATED as docker prints it: "3 minutes ago", or the time itself. */
export function createdCell({ created }: HistoryRow, { raw, now }: Pick<CellOptions, "raw" | "now">): string {
  if (created === undefined) return raw ? "" : messages.never;
  return raw ? created.replace(/\.\d+/, "") : humanAge(Date.parse(created), now);
}

/** SIZE as docker prints it: "4.43MB", or bytes. */
export function sizeCell({ size }: HistoryRow, { raw }: Pick<CellOptions, "raw">): string {
  return raw ? String(size) : humanSize(size);
}
