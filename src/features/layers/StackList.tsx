import { clsx } from "clsx";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { hoverLink } from "../../state/selection.ts";
import { provideSlabPlaces, slabsMoved } from "../../state/selectionSlabs.ts";
import type { StackDirection } from "../../state/stackView.ts";
import { RockPatterns } from "./RockPatterns.tsx";
import { rowName } from "./rowName.ts";
import { SlabRow } from "./SlabRow.tsx";
import styles from "./StackList.module.css";
import { dense, roomy, stackGeometry } from "./stackGeometry.ts";
import { rockOf, type StrataRow } from "./strataRow.ts";
import { ThinRow } from "./ThinRow.tsx";
import { useRowMotion } from "./useRowMotion.ts";

interface StackListProps {
  rows: readonly StrataRow[];
  /** Pixels that the stack may fill without scrolling. */
  available: number;
  direction: StackDirection;
  total: number | undefined;
  /** Link under the pointer or the cursor, on whichever side. */
  hovered: string | undefined;
  selectedKey: string | undefined;
  onSelect: (row: StrataRow) => void;
  onOpen: (row: StrataRow) => void;
  onToggle: (row: StrataRow) => void;
}

/** The stack: one list box, walked with the arrow keys. */
export function StackList(props: StackListProps) {
  const { rows, available, direction, total, hovered, selectedKey, onSelect, onOpen, onToggle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const plan = useMemo(
    () => stackGeometry(rows, available, direction, available < 420 ? dense : roomy),
    [rows, available, direction],
  );
  const motion = useRowMotion(plan.rows, slabsMoved);
  useSlabPlaces(scroller, rows, motion);
  useScrolledIntoView(scroller, selectedKey, plan);

  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows]);
  const ordered = plan.rows.flatMap(({ key }) => byKey.get(key) ?? []);
  const onKeyDown = (event: KeyboardEvent) => {
    const action = keyAction(event.key, ordered, selectedKey);
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
        aria-label={`Layers, ${direction}`}
        aria-activedescendant={selectedKey === undefined ? undefined : rowId(selectedKey)}
        className={styles.list}
        style={{ height: plan.height }}
        onKeyDown={onKeyDown}
        onPointerLeave={() => hoverLink(undefined)}
      >
        {rows.map((row) => (
          <div
            key={row.key}
            id={rowId(row.key)}
            ref={motion.register(row.key)}
            role="option"
            tabIndex={-1}
            aria-selected={row.key === selectedKey}
            aria-label={rowName(row)}
            className={clsx(styles.row, row.link !== undefined && row.link === hovered && styles.hovered)}
            data-kind={row.kind}
            onPointerEnter={() => hoverLink(row.link)}
            onClick={() => onOpen(row)}
            onKeyDown={undefined}
          >
            {row.kind === "slab" ? (
              <SlabRow row={row} total={total} onToggle={() => onToggle(row)} />
            ) : (
              <ThinRow row={row} />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

interface KeyAction {
  kind: "select" | "open" | "toggle";
  row: StrataRow;
}

function keyAction(key: string, rows: readonly StrataRow[], selectedKey: string | undefined): KeyAction | undefined {
  const at = rows.findIndex((row) => row.key === selectedKey);
  const select = (row: StrataRow | undefined) => row && { kind: "select" as const, row };
  switch (key) {
    case "ArrowDown":
      return select(rows[Math.min(at + 1, rows.length - 1)]);
    case "ArrowUp":
      return select(rows[Math.max(at - 1, 0)]);
    case "Home":
      return select(rows[0]);
    case "End":
      return select(rows.at(-1));
  }
  const row = rows[at];
  if (!row) return undefined;
  if (key === "Enter" || key === " ") return { kind: "open", row };
  if (row.baseLayers === undefined || row.baseLayers < 2) return undefined;
  const toggles = key === (row.expanded ? "ArrowLeft" : "ArrowRight");
  return toggles ? { kind: "toggle", row } : undefined;
}

function useSlabPlaces(
  scroller: React.RefObject<HTMLDivElement | null>,
  rows: readonly StrataRow[],
  motion: ReturnType<typeof useRowMotion>,
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

function useScrolledIntoView(
  scroller: React.RefObject<HTMLDivElement | null>,
  key: string | undefined,
  plan: ReturnType<typeof stackGeometry>,
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

/** Pixels above and below the rows, so that the ring of a selected one is not cut. */
export const PADDING = 4;

function rowId(key: string): string {
  return `stack-row-${key}`;
}
