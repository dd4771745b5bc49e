import { humanSize } from "#contract/docker/humanSize.ts";
import type { Listing } from "../listing/printListing.ts";

/** A row of `docker system df`. */
export interface UsageRow {
  readonly type: string;
  readonly total: number;
  readonly active: number;
  readonly bytes: number;
  readonly reclaimable: number;
}

function reclaimable({ bytes, reclaimable: free }: UsageRow): string {
  const share = bytes > 0 ? ` (${Math.trunc((free / bytes) * 100)}%)` : "";
  return `${humanSize(free, 4)}${share}`;
}

export const usageListing: Listing<UsageRow> = {
  type: "*formatter.diskUsageImagesContext",
  table: ["Type", "TotalCount", "Active", "Size", "Reclaimable"],
  columns: {
    Type: { header: "TYPE", value: ({ type }) => type },
    TotalCount: { header: "TOTAL", value: ({ total }) => String(total) },
    Active: { header: "ACTIVE", value: ({ active }) => String(active) },
    Size: { header: "SIZE", value: ({ bytes }) => humanSize(bytes, 4) },
    Reclaimable: { header: "RECLAIMABLE", value: reclaimable },
  },
};
