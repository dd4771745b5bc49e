import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { ImageFiles } from "#contract/image.ts";
import type { Loadable } from "../../state/image/image.ts";
import styles from "./ImageFileTree.module.css";
import { ImageFileTreeRow } from "./ImageFileTreeRow.tsx";
import { messages } from "./messages.ts";
import { treeKeyAction } from "./treeKey.ts";
import { type FileOrder, isFolder, type TreeRow, treeRows } from "./treeRows.ts";

const ROW = 24;

interface ImageFileTreeProps {
  folders: Readonly<Record<string, Loadable<ImageFiles>>>;
  order: FileOrder;
  selected: string | undefined;
  onSelect: (path: string) => void;
  /** A folder was expanded: its children are needed. */
  onExpand: (path: string) => void;
  /** A file was opened. */
  onOpen: (path: string) => void;
}

/** The tree, navigated with the arrow keys. Only the visible rows are rendered. */
export function ImageFileTree({ folders, order, selected, onSelect, onExpand, onOpen }: ImageFileTreeProps) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => treeRows({ folders, expanded, order }), [folders, expanded, order]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });

  const toggle = (path: string, open: boolean) => {
    const next = new Set(expanded);
    if (open) next.add(path);
    else next.delete(path);
    setExpanded(next);
    if (open) onExpand(path);
  };
  const activate = (row: TreeRow) => {
    if (row.kind !== "entry") return;
    onSelect(row.entry.path);
    if (isFolder(row.entry)) toggle(row.entry.path, !row.expanded);
    else onOpen(row.entry.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = treeKeyAction(event.key, rows, selected);
    if (!action) return;
    event.preventDefault();
    if (action.kind === "activate") return activate(action.row);
    if (action.kind !== "select") return toggle(action.path, action.kind === "expand");
    onSelect(action.path);
    virtual.scrollToIndex(rows.findIndex((row) => row.kind === "entry" && row.entry.path === action.path));
  };
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        role="tree"
        tabIndex={0}
        aria-label={messages.tree}
        aria-activedescendant={selected === undefined ? undefined : rowId(selected)}
        className={styles.tree}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const path = row.kind === "entry" ? row.entry.path : row.path;
          return (
            <div key={item.key} className={styles.place} style={{ transform: `translateY(${item.start}px)` }}>
              <ImageFileTreeRow
                id={row.kind === "entry" ? rowId(path) : undefined}
                row={row}
                selected={row.kind === "entry" && path === selected}
                onClick={() => activate(row)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function rowId(path: string): string {
  return `image-file-${path}`;
}
