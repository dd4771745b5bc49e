import { humanSize } from "#contract/docker/humanSize.ts";
import type { TransferProgress } from "#contract/transfer.ts";

export type Direction = "pull" | "push";

type Phase = TransferProgress["phase"];

const PULL: Readonly<Record<Phase, string>> = {
  preparing: "Pulling fs layer",
  waiting: "Waiting",
  downloading: "Downloading",
  verifying: "Verifying Checksum",
  extracting: "Extracting",
  pulled: "Pull complete",
  exists: "Already exists",
  pushing: "Pushing",
  mounted: "Mounted",
  pushed: "Pushed",
};

const PUSH: Readonly<Record<Phase, string>> = { ...PULL, preparing: "Preparing", exists: "Layer already exists" };

const BAR_WIDTH = 50;

/** What Docker calls the state of a layer: "Pull complete", "Mounted from team/app". */
export function transferStatus(direction: Direction, { phase, from }: TransferProgress): string {
  const words = (direction === "pull" ? PULL : PUSH)[phase];
  return phase === "mounted" && from !== undefined ? `${words} from ${from}` : words;
}

/** `[=====>   ] `, as Docker draws it. */
export function progressBar(current: number, total: number): string {
  const filled = Math.min(Math.trunc((current / total) * 100) / 2, BAR_WIDTH) | 0;
  return `[${"=".repeat(filled)}>${" ".repeat(BAR_WIDTH - filled)}] `;
}

/** ` 1.2MB/4.5MB`, as wide as Docker's. */
export function progressSizes(current: number, total: number): string {
  return `${humanSize(current, 4).padStart(8)}/${humanSize(total, 4)}`;
}
