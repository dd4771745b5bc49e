import { humanSize } from "#contract/docker/humanSize.ts";
import { shortId } from "#contract/names/shortId.ts";
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
/** A narrower terminal has no room for the bar. */
const MIN_COLUMNS = 110;

/** `[=====>   ]  1.2MB/4.5MB`, as the docker CLI draws it. */
export function progressBar(current: number, total: number | undefined, columns: number): string {
  if (total === undefined || total <= 0) return current > 0 ? humanSize(current, 4).padStart(8) : "";
  const filled = Math.min(Math.trunc((current / total) * 100) / 2, BAR_WIDTH) | 0;
  const bar = columns > MIN_COLUMNS ? `[${"=".repeat(filled)}>${" ".repeat(BAR_WIDTH - filled)}] ` : "";
  return `${bar}${humanSize(current, 4).padStart(8)}/${humanSize(total, 4)}`;
}

/** The bytes that a phase counts; phases without any are told once, as a line. */
export function hasProgress({ phase, current }: TransferProgress): boolean {
  return current !== undefined && ["downloading", "extracting", "pushing"].includes(phase);
}

/** `bd97e3d37a32: Pull complete`. */
export function transferLine(direction: Direction, progress: TransferProgress, columns: number): string {
  const { layer, phase, current, total, from } = progress;
  const words = (direction === "pull" ? PULL : PUSH)[phase];
  const source = phase === "mounted" && from !== undefined ? ` from ${from}` : "";
  const bar = hasProgress(progress) ? ` ${progressBar(current ?? 0, total, columns)}` : "";
  return `${shortId(layer)}: ${words}${source}${bar}`.trimEnd();
}
