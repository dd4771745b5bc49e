import { formatSize } from "./formatSize.ts";

/** A difference of sizes with its sign: "+1.2 MB", "−8.4 MB", "±0 B". */
export function formatDelta(bytes: number): string {
  if (bytes === 0) return "±0 B";
  return `${bytes < 0 ? "−" : "+"}${formatSize(Math.abs(bytes))}`;
}
