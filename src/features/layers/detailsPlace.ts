import type { DetailsSide } from "../../state/page/detailsSize.ts";
import type { ElementSize } from "../../ui/useElementSize.ts";

/** Where the details of a layer are, and how many pixels they take there. */
export interface DetailsPlace {
  readonly side: DetailsSide;
  /** Height if below the stack, width if beside it. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  /** With room for both, the stack keeps its size when the details open and close; otherwise they cover most of it. */
  readonly roomForBoth: boolean;
}

/** From this width on, a stack and a list of files are side by side. */
const WIDE = 720;
/** Below this height, a stack and a list of files don't both fit. */
const LOW = 520;

/** How a pane is divided between the stack and the details of a layer. Shares are those a person chose, if any. */
export function detailsPlace(pane: ElementSize, shares: Partial<Record<DetailsSide, number>>): DetailsPlace {
  if (pane.width >= WIDE) {
    const [least, most] = [320, pane.width - 300];
    return { side: "beside", ...within(pane.width * (shares.beside ?? 0.5), least, most), roomForBoth: true };
  }
  const roomForBoth = pane.height >= LOW;
  const least = 120;
  const most = pane.height - (roomForBoth ? 180 : 100);
  const usual = roomForBoth ? Math.min(400, pane.height * 0.38) : pane.height * 0.62;
  const wanted = shares.below === undefined ? usual : pane.height * shares.below;
  return { side: "below", ...within(wanted, least, most), roomForBoth };
}

function within(wanted: number, least: number, most: number): Pick<DetailsPlace, "size" | "least" | "most"> {
  const upper = Math.max(least, most);
  return { size: Math.round(Math.min(upper, Math.max(least, wanted))), least, most: Math.round(upper) };
}
