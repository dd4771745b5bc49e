import { type KeyboardEvent, useMemo, useRef } from "react";
import type { StackDirection } from "../../state/page/stackView.ts";
import { hoverLink } from "../../state/selection/selection.ts";
import { slabsMoved } from "../../state/selection/selectionSlabs.ts";
import { RockPatterns } from "../../ui/RockPatterns.tsx";
import { useMediaQuery } from "../../ui/useMediaQuery.ts";
import { messages } from "./messages.ts";
import { rowId } from "./rowName.ts";
import type { StageThread } from "./rowsOfStages.ts";
import { StackItem } from "./StackItem.tsx";
import styles from "./StackList.module.css";
import { StageThreads } from "./StageThreads.tsx";
import { scaleFor, stackGeometry } from "./stackGeometry.ts";
import { stackKeyAction } from "./stackKey.ts";
import type { StrataRow } from "./strataRow.ts";
import { useRowMotion } from "./useRowMotion.ts";
import { useScrolledIntoView } from "./useScrolledIntoView.ts";
import { useSlabPlaces } from "./useSlabPlaces.ts";

interface StackListProps {
  rows: readonly StrataRow[];
  threads: readonly StageThread[];
  /** Pixels the stack can fill without scrolling. */
  available: number;
  direction: StackDirection;
  total: number | undefined;
  /** Link under the pointer, on either side. */
  hovered: string | undefined;
  selectedKey: string | undefined;
  /** These three keep their identity, so only rows that changed are rerendered. */
  onSelect: (row: StrataRow) => void;
  onOpen: (row: StrataRow) => void;
  onToggle: (row: StrataRow) => void;
}

/** The stack: one list box, navigated with the arrow keys. */
export function StackList(props: StackListProps) {
  const { rows, threads, available, direction, total, hovered, selectedKey, onSelect, onOpen, onToggle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const byFinger = useMediaQuery("(pointer: coarse)");
  const plan = useMemo(
    () => stackGeometry(rows, available, direction, scaleFor(rows, available, byFinger)),
    [rows, available, direction, byFinger],
  );
  const motion = useRowMotion(plan.rows, slabsMoved);
  useSlabPlaces(scroller, rows, motion);
  useScrolledIntoView(scroller, selectedKey, plan);

  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows]);
  const ordered = plan.rows.flatMap(({ key }) => byKey.get(key) ?? []);
  const isLit = (key: string) => key === selectedKey || (hovered !== undefined && byKey.get(key)?.link === hovered);
  const onKeyDown = (event: KeyboardEvent) => {
    const action = stackKeyAction(event.key, ordered, selectedKey);
    if (!action) return;
    event.preventDefault();
    if (action.kind === "select") onSelect(action.row);
    else if (action.kind === "open") onOpen(action.row);
    else onToggle(action.row);
  };
  return (
    <div ref={scroller} className={styles.scroller} onScroll={slabsMoved}>
      <RockPatterns />
      <div
        role="listbox"
        tabIndex={0}
        aria-label={messages.list(direction)}
        aria-activedescendant={selectedKey === undefined ? undefined : rowId(selectedKey)}
        className={styles.list}
        style={{ height: plan.height }}
        onKeyDown={onKeyDown}
        onPointerLeave={() => hoverLink(undefined)}
      >
        {threads.length > 0 && <StageThreads threads={threads} plan={plan} isLit={isLit} />}
        {ordered.map((row) => (
          <StackItem
            key={row.key}
            ref={motion.register(row.key)}
            row={row}
            total={total}
            selected={row.key === selectedKey}
            hovered={row.link !== undefined && row.link === hovered}
            onOpen={onOpen}
            onToggle={onToggle}
          />
        ))}
      </div>
    </div>
  );
}
