import { humanSize } from "#contract/docker/humanSize.ts";
import { shortId } from "#contract/names/shortId.ts";
import type { TransferProgress } from "#contract/transfer.ts";
import { type Direction, progressBar, progressSizes, transferStatus } from "#server/transfers/transferWords.ts";

/** A narrower terminal has no room for the bar. */
const MIN_COLUMNS = 110;

/** `[=====>   ]  1.2MB/4.5MB`, as the docker CLI draws it. */
export function progressWords(current: number, total: number | undefined, columns: number): string {
  if (total === undefined || total <= 0) return current > 0 ? humanSize(current, 4).padStart(8) : "";
  return `${columns > MIN_COLUMNS ? progressBar(current, total) : ""}${progressSizes(current, total)}`;
}

/** The bytes that a phase counts; phases without any are told once, as a line. */
export function hasProgress({ phase, current }: TransferProgress): boolean {
  return current !== undefined && ["downloading", "extracting", "pushing"].includes(phase);
}

/** `bd97e3d37a32: Pull complete`. */
export function transferLine(direction: Direction, progress: TransferProgress, columns: number): string {
  const { layer, current, total } = progress;
  const words = hasProgress(progress) ? ` ${progressWords(current ?? 0, total, columns)}` : "";
  return `${shortId(layer)}: ${transferStatus(direction, progress)}${words}`.trimEnd();
}
