import type { LiveStep } from "#contract/buildProgress.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { messages } from "./messages.ts";

/** How far a running step got: "downloading 12.3 MB of 75.1 MB". */
export function progressText({ state, progress }: LiveStep): string {
  if (state !== "running" || !progress) return "";
  const { label, current, total } = progress;
  if (total === undefined) return current > 0 ? messages.progress(label, formatSize(current)) : label;
  return messages.progressOf(label, formatSize(current), formatSize(total));
}
