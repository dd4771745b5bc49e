import { type RefObject, useEffect } from "react";
import type { StackPlan } from "./stackGeometry.ts";
import { PADDING } from "./stackPadding.ts";

/** Scrolls just enough to show the whole row. */
export function useScrolledIntoView(
  scroller: RefObject<HTMLDivElement | null>,
  key: string | undefined,
  plan: StackPlan,
) {
  useEffect(() => {
    const element = scroller.current;
    const row = plan.rows.find((one) => one.key === key);
    if (!element || !row) return;
    const { scrollTop, clientHeight } = element;
    const room = PADDING * 2;
    if (row.top < scrollTop) element.scrollTop = row.top;
    else if (row.top + row.height + room > scrollTop + clientHeight) {
      element.scrollTop = row.top + row.height + room - clientHeight;
    }
  }, [scroller, key, plan]);
}
