import { humanSize } from "#contract/docker/humanSize.ts";
import { shortId } from "#contract/names/shortId.ts";
import type { TransferProgress } from "#contract/transfer.ts";

const WORDS: Readonly<Record<TransferProgress["phase"], string>> = {
  preparing: "Preparing",
  waiting: "Waiting",
  downloading: "Downloading",
  verifying: "Verifying Checksum",
  extracting: "Extracting",
  pulled: "Pull complete",
  exists: "Already exists",
  pushing: "Pushing",
  mounted: "Mounted from",
  pushed: "Pushed",
};

/** A layer's progress as a message of a pull or a push. */
export function progressMessage(progress: TransferProgress, direction: "pull" | "push"): Record<string, unknown> {
  const { layer, current, total } = progress;
  const isMoving = current !== undefined && total !== undefined && total > 0;
  return {
    status: statusOf(progress, direction),
    progressDetail: isMoving ? { current, total } : {},
    ...(isMoving && { progress: bar(current, total) }),
    id: shortId(layer),
  };
}

function statusOf({ phase, from }: TransferProgress, direction: "pull" | "push"): string {
  if (direction === "pull" && phase === "preparing") return "Pulling fs layer";
  if (direction === "push" && phase === "exists") return "Layer already exists";
  return phase === "mounted" && from !== undefined ? `${WORDS.mounted} ${from}` : WORDS[phase];
}

const WIDTH = 50;

/** As Docker draws it, for clients that show only the text. */
function bar(current: number, total: number): string {
  const done = Math.min(WIDTH, Math.floor((current / total) * WIDTH));
  const head = done < WIDTH ? ">" : "";
  return `[${"=".repeat(done)}${head}${" ".repeat(Math.max(0, WIDTH - done - head.length))}]  ${humanSize(current, 4)}/${humanSize(total, 4)}`;
}
