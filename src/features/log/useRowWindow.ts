import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

export interface RowWindow {
  /** First row to draw. */
  readonly first: number;
  /** One past the last row to draw. */
  readonly last: number;
}

export interface RowWindowControl extends RowWindow {
  readonly following: boolean;
  /** Scrolls to the end and stays there. */
  readonly follow: () => void;
  readonly onScroll: () => void;
  /** Brings a row into view, if it isn't. Following stops. */
  readonly show: (row: number) => void;
  /** The row that was last seen at the top, whatever the number of rows is by now. */
  readonly topRow: () => number;
  /** Scrolls a row to the top. */
  readonly moveTo: (row: number) => void;
}

const OVERSCAN = 12;
/** This many pixels from the end still count as the end. */
const NEAR = 6;

/**
 * Which of many rows of equal height are in view, and whether the end is followed. Following stops when the reader
 * scrolls up and resumes at the end. Rows have the same height, so no line ever has to be measured.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  rows: number,
  rowHeight: number,
): RowWindowControl {
  const [view, setView] = useState<RowWindow>({ first: 0, last: 60 });
  const [following, setFollowing] = useState(true);
  const lastTop = useRef(0);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - OVERSCAN);
    const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + OVERSCAN;
    setView((before) => (before.first === first && before.last === last ? before : { first, last }));
  }, [scroller, rowHeight]);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    lastTop.current = element.scrollTop;
  }, [scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new row moves the end
  useLayoutEffect(() => {
    if (following) toEnd();
    look();
  }, [rows, following, toEnd, look]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      if (following) toEnd();
      look();
    });
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [scroller, following, toEnd, look]);

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    if (scrollHeight - clientHeight - scrollTop <= NEAR) setFollowing(true);
    else if (scrollTop < lastTop.current - 1) setFollowing(false);
    lastTop.current = scrollTop;
    look();
  };
  const moveTo = (row: number) => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = row * rowHeight;
    lastTop.current = element.scrollTop;
    look();
  };
  const show = (row: number) => {
    const element = scroller.current;
    if (!element) return;
    const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight];
    if (top >= element.scrollTop && bottom <= element.scrollTop + element.clientHeight) return;
    setFollowing(false);
    moveTo(row - (element.clientHeight / rowHeight - 1) / 3);
  };
  const topRow = () => Math.floor(lastTop.current / rowHeight);
  return { ...view, following, show, topRow, moveTo, follow: () => setFollowing(true), onScroll };
}
