import { shortId } from "#contract/names/shortId.ts";
import type { TransferProgress } from "#contract/transfer.ts";
import { type Direction, progressBar, progressSizes, transferStatus } from "#server/transfers/transferWords.ts";

/** A layer's progress as a message of a pull or a push. `progress` is for clients that show only the text. */
export function progressMessage(progress: TransferProgress, direction: Direction): Record<string, unknown> {
  const { layer, current, total } = progress;
  const isMoving = current !== undefined && total !== undefined && total > 0;
  return {
    status: transferStatus(direction, progress),
    progressDetail: isMoving ? { current, total } : {},
    ...(isMoving && { progress: `${progressBar(current, total)}${progressSizes(current, total)}` }),
    id: shortId(layer),
  };
}
