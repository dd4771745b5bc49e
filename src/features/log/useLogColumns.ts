import { type RefObject, useLayoutEffect, useRef, useState } from "react";

interface LogColumns {
  /** Goes to an element as wide as the text of a line, whose first child is as wide as 100 columns. */
  readonly ruler: RefObject<HTMLDivElement | null>;
  /** How many columns a line has; undefined unless lines are wrapped. */
  readonly columns: number | undefined;
}

export function useLogColumns(wrap: boolean): LogColumns {
  const ruler = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState<number>();
  useLayoutEffect(() => {
    const element = ruler.current;
    if (!wrap || !element) return undefined;
    const measure = () => setColumns((before) => columnsOf(element) ?? before);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [wrap]);
  return { ruler, columns: wrap ? columns : undefined };
}

/** Undefined while the log is not displayed. */
function columnsOf(ruler: HTMLElement): number | undefined {
  const hundred = ruler.firstElementChild?.getBoundingClientRect().width ?? 0;
  const { width } = ruler.getBoundingClientRect();
  return hundred === 0 || width === 0 ? undefined : Math.max(1, Math.floor((width * 100) / hundred));
}
