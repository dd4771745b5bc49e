import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo } from "react";
import {
  listedRows,
  type TreeAction,
  type TreeKeyRow,
  type TreeRows,
  treeKeyAction,
  typedRow,
} from "../lib/treeKey.ts";
import { useTypedText } from "./useTypedText.ts";
import { useVisibleRows } from "./useVisibleRows.ts";
import styles from "./VirtualTree.module.css";

/** A row, and where it stands among those in the same folder, if not all of them are rows. */
export interface VirtualTreeRow extends TreeKeyRow {
  readonly place?: { readonly position: number; readonly count: number };
}

interface VirtualTreeProps<Row extends VirtualTreeRow> {
  /** Accessible name. */
  label: string;
  rows: readonly Row[] | TreeRows<Row>;
  /** Pixels. */
  rowHeight: number;
  selected: string | undefined;
  onAction: (action: TreeAction) => void;
  renderRow: (row: Row) => ReactNode;
  /** Told which rows are drawn: the first, and the one after the last. */
  onRange?: (from: number, to: number) => void;
  /** Another value scrolls to the top: these are other rows. */
  question?: unknown;
  /** True while what is shown is about to be replaced. */
  busy?: boolean;
  /** Below the rows, scrolled with them. */
  children?: ReactNode;
}

/** A tree of any length, navigated with the keys of a tree. Only the visible rows are drawn. */
export function VirtualTree<Row extends VirtualTreeRow>(props: VirtualTreeProps<Row>) {
  const { label, rowHeight, selected, onAction, renderRow, onRange, question, busy, children } = props;
  const rows = useMemo(() => asRows(props.rows), [props.rows]);
  const id = useId();
  const typedText = useTypedText();
  const { ref, from, to, page, reveal, scrollToTop } = useVisibleRows(rows.length, rowHeight);
  useEffect(() => onRange?.(from, to), [onRange, from, to]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is the reason to scroll
  useEffect(scrollToTop, [question, scrollToTop]);

  const onKeyDown = (event: KeyboardEvent) => {
    const typed = typedText(event);
    const action =
      typed === undefined ? treeKeyAction(event.key, rows, selected, page) : typedRow(typed, rows, selected);
    if (!action) return;
    event.preventDefault();
    onAction(action);
    if (action.kind === "select") reveal(rows.indexOf(action.key));
  };
  const active = selected === undefined ? -1 : rows.indexOf(selected);
  return (
    <div ref={ref} className={styles.scroller}>
      <div
        role="tree"
        tabIndex={0}
        aria-label={label}
        aria-busy={busy}
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        className={styles.tree}
        style={{ height: rows.length * rowHeight }}
        onKeyDown={onKeyDown}
      >
        {drawnIndices(from, to, active).map((index) => {
          const row = rows.at(index);
          if (!row) return null;
          const style = { transform: `translateY(${index * rowHeight}px)`, height: rowHeight };
          if (row.note) {
            return (
              <div key={index} className={styles.place} style={style}>
                {renderRow(row)}
              </div>
            );
          }
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
            <div
              key={index}
              id={`${id}-${index}`}
              role="treeitem"
              tabIndex={-1}
              aria-level={row.depth + 1}
              aria-posinset={row.place?.position}
              aria-setsize={row.place?.count}
              aria-selected={index === active}
              aria-expanded={row.expanded}
              className={styles.place}
              style={style}
              onClick={() => onAction({ kind: "activate", key: row.key })}
            >
              {renderRow(row)}
            </div>
          );
        })}
      </div>
      {children}
    </div>
  );
}

/** The active row is drawn wherever it is: screen readers follow it. */
function drawnIndices(from: number, to: number, active: number): number[] {
  const indices = Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step);
  return active < 0 || (active >= from && active < to) ? indices : [...indices, active];
}

function asRows<Row extends VirtualTreeRow>(rows: readonly Row[] | TreeRows<Row>): TreeRows<Row> {
  return isList(rows) ? listedRows(rows) : rows;
}

function isList<Row extends VirtualTreeRow>(rows: readonly Row[] | TreeRows<Row>): rows is readonly Row[] {
  return Array.isArray(rows);
}
