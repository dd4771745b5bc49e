import type { Stretch } from "../../lib/ribbonPath.ts";

/** The part of a stretch that can be seen; undefined if none can. */
export function clipStretch(stretch: Stretch, view: Stretch): Stretch | undefined {
  const top = Math.max(stretch.top, view.top);
  const bottom = Math.min(stretch.bottom, view.bottom);
  return bottom > top ? { top, bottom } : undefined;
}
