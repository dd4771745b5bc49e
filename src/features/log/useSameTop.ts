import { useLayoutEffect, useRef } from "react";
import { type LogLayout, lineStart, logRowAt } from "./logRows.ts";
import type { RowWindowControl } from "./useRowWindow.ts";

/** The line at the top stays there when lines get another number of rows. */
export function useSameTop(layout: LogLayout, columns: number | undefined, view: RowWindowControl): void {
  const before = useRef({ layout, columns });
  useLayoutEffect(() => {
    const old = before.current;
    before.current = { layout, columns };
    if (old.columns === columns || view.following) return;
    const row = logRowAt(old.layout, view.topRow());
    const section = layout.sections.find(({ step }) => step.id === row?.section.step.id);
    if (row && section) view.moveTo(row.kind === "step" ? section.start : lineStart(section, row.line));
  }, [layout, columns, view]);
}
