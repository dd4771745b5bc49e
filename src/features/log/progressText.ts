import type { LiveStep } from "#contract/buildProgress.ts";
import { formatSize } from "../../lib/formatSize.ts";

/** What a running step says of how far it got: "downloading 12.3 MB of 75.1 MB". */
export function progressText({ state, progress }: LiveStep): string {
  if (state !== "running" || !progress) return "";
  const { label, current, total } = progress;
  if (total === undefined) return current > 0 ? `${label} ${formatSize(current)}` : label;
  return `${label} ${formatSize(current)} of ${formatSize(total)}`;
}
