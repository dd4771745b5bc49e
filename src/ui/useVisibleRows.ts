import { type RefCallback, useCallback, useMemo, useRef, useState } from "react";

interface VisibleRows {
  readonly ref: RefCallback<HTMLElement>;
  /** Indices of the first row to draw, and of the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Whole rows on the screen. */
  readonly page: number;
  /** Scrolls as little as it takes to see the row. */
  readonly reveal: (index: number) => void;
  readonly scrollToTop: () => void;
}

/** Rows drawn above and below those on the screen, so that a short scroll shows no gap. */
const MARGIN = 12;
/** The range moves in steps of rows: most scrolled frames draw nothing. */
const STEP = 6;

/** Which of many rows of the same height a scrolled element shows. */
export function useVisibleRows(count: number, rowHeight: number): VisibleRows {
  const element = useRef<HTMLElement>(undefined);
  const [view, setView] = useState({ first: 0, rows: 0 });
  const ref = useCallback<RefCallback<HTMLElement>>(
    (scroller) => {
      if (!scroller) return;
      element.current = scroller;
      const measure = () => {
        const first = Math.floor(scroller.scrollTop / rowHeight / STEP) * STEP;
        const rows = Math.ceil(scroller.clientHeight / rowHeight);
        setView((known) => (known.first === first && known.rows === rows ? known : { first, rows }));
      };
      const observer = new ResizeObserver(measure);
      observer.observe(scroller);
      scroller.addEventListener("scroll", measure, { passive: true });
      measure();
      return () => {
        observer.disconnect();
        scroller.removeEventListener("scroll", measure);
      };
    },
    [rowHeight],
  );
  const reveal = useCallback(
    (index: number) => {
      const scroller = element.current;
      if (!scroller) return;
      const top = index * rowHeight;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top + rowHeight > scroller.scrollTop + scroller.clientHeight)
        scroller.scrollTop = top + rowHeight - scroller.clientHeight;
    },
    [rowHeight],
  );
  const scrollToTop = useCallback(() => {
    if (element.current) element.current.scrollTop = 0;
  }, []);
  return useMemo(() => {
    const from = Math.max(0, Math.min(view.first - MARGIN, count - view.rows));
    const to = Math.min(count, view.first + view.rows + STEP + MARGIN);
    return { ref, from, to, page: Math.max(1, view.rows - 1), reveal, scrollToTop };
  }, [view, count, ref, reveal, scrollToTop]);
}
