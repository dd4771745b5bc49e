import type { ReactNode } from "react";
import styles from "./VirtualTree.module.css";
import type { VirtualTreeRow } from "./virtualTreeRow.ts";

interface VirtualTreeItemProps<Row extends VirtualTreeRow> {
  id: string;
  row: Row;
  /** Pixels. */
  top: number;
  height: number;
  isActive: boolean;
  onPress: (key: string) => void;
  renderRow: (row: Row) => ReactNode;
}

/** A row in its place. */
export function VirtualTreeItem<Row extends VirtualTreeRow>({
  id,
  row,
  top,
  height,
  isActive,
  onPress,
  renderRow,
}: VirtualTreeItemProps<Row>) {
  const style = { transform: `translateY(${top}px)`, height };
  if (row.note) {
    return (
      <div className={styles.place} style={style}>
        {renderRow(row)}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-posinset={row.place?.position}
      aria-setsize={row.place?.count}
      aria-selected={isActive}
      aria-expanded={row.expanded}
      className={styles.place}
      style={style}
      onClick={() => onPress(row.key)}
    >
      {renderRow(row)}
    </div>
  );
}
