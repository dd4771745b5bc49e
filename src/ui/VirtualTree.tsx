import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { type TreeAction, type TreeKeyRow, treeKeyAction } from "../lib/treeKey.ts";
import styles from "./VirtualTree.module.css";

interface VirtualTreeProps<Row extends TreeKeyRow> {
  /** Accessible name. */
  label: string;
  rows: readonly Row[];
  /** Pixels. */
  rowHeight: number;
  selected: string | undefined;
  onAction: (action: TreeAction) => void;
  renderRow: (row: Row) => ReactNode;
  /** Below the rows, scrolled with them. */
  children?: ReactNode;
}

/** A tree of any length, navigated with the arrow keys. Only the visible rows are rendered. */
export function VirtualTree<Row extends TreeKeyRow>(props: VirtualTreeProps<Row>) {
  const { label, rows, rowHeight, selected, onAction, renderRow, children } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const action = treeKeyAction(event.key, rows, selected);
    if (!action) return;
    event.preventDefault();
    onAction(action);
    if (action.kind === "select") virtual.scrollToIndex(rows.findIndex((row) => !row.note && row.key === action.key));
  };
  const active = rows.findIndex((row) => !row.note && row.key === selected);
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        role="tree"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={active < 0 ? undefined : `${id}-${selected}`}
        className={styles.tree}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const style = { transform: `translateY(${item.start}px)`, height: rowHeight };
          if (row.note) {
            return (
              <div key={item.key} className={styles.place} style={style}>
                {renderRow(row)}
              </div>
            );
          }
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
            <div
              key={item.key}
              id={`${id}-${row.key}`}
              role="treeitem"
              tabIndex={-1}
              aria-level={row.depth + 1}
              aria-selected={row.key === selected}
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
