import { type RefObject, useCallback, useEffect, useRef } from "react";
import { rockOf } from "../../lib/rock.ts";
import { provideSlabPlaces, slabsMoved } from "../../state/selection/selectionSlabs.ts";
import { PADDING } from "./stackPadding.ts";
import type { StrataRow } from "./strataRow.ts";
import type { RowMotion } from "./useRowMotion.ts";

/** Publishes where the rows are, even while they move, for whatever is drawn beside the stack. */
export function useSlabPlaces(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly StrataRow[],
  motion: RowMotion,
) {
  const latest = useRef({ rows, motion });
  latest.current = { rows, motion };
  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const view = element.getBoundingClientRect();
    const origin = view.top - element.scrollTop + PADDING;
    const { boxes } = latest.current.motion;
    const places = latest.current.rows.flatMap((row) => {
      const box = boxes.get(row.key);
      if (!box) return [];
      const top = origin + box.top;
      const rock = row.kind === "slab" ? rockOf(row) : undefined;
      return [{ key: row.key, link: row.link, rock, top, bottom: top + box.height }];
    });
    return { top: view.top, bottom: view.bottom, places };
  }, [scroller]);
  useEffect(() => provideSlabPlaces(measure), [measure]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(slabsMoved);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
}
