import { useMemo, useState } from "react";
import type { ImageFiles } from "#contract/image.ts";
import type { TreeAction } from "../../lib/treeKey.ts";
import type { Loadable } from "../../state/image/image.ts";
import { VirtualTree } from "../../ui/VirtualTree.tsx";
import { ImageFileTreeRow } from "./ImageFileTreeRow.tsx";
import { messages } from "./messages.ts";
import { type FileOrder, treeRows } from "./treeRows.ts";

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

/** The files of the image as a tree that loads its folders as they are expanded. */
export function ImageFileTree({ folders, order, selected, onSelect, onExpand, onOpen }: ImageFileTreeProps) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => treeRows({ folders, expanded, order }), [folders, expanded, order]);

  const toggle = (path: string, open: boolean) => {
    const next = new Set(expanded);
    if (open) next.add(path);
    else next.delete(path);
    setExpanded(next);
    if (open) onExpand(path);
  };
  const onAction = ({ kind, key }: TreeAction) => {
    if (kind === "select") return onSelect(key);
    if (kind !== "activate") return toggle(key, kind === "expand");
    const row = rows.find((one) => one.kind === "entry" && one.key === key);
    onSelect(key);
    if (row?.expanded === undefined) onOpen(key);
    else toggle(key, !row.expanded);
  };
  return (
    <VirtualTree
      label={messages.tree}
      rows={rows}
      rowHeight={ROW}
      selected={selected}
      onAction={onAction}
      renderRow={(row) => <ImageFileTreeRow row={row} />}
    />
  );
}
