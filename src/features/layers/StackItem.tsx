import { clsx } from "clsx";
import { memo, type Ref } from "react";
import { hoverLink } from "../../state/selection/selection.ts";
import { rowId, rowName } from "./rowName.ts";
import { SlabRow } from "./SlabRow.tsx";
import styles from "./StackList.module.css";
import type { StrataRow } from "./strataRow.ts";
import { ThinRow } from "./ThinRow.tsx";

interface StackItemProps {
  ref: Ref<HTMLDivElement>;
  row: StrataRow;
  total: number | undefined;
  selected: boolean;
  hovered: boolean;
  onOpen: (row: StrataRow) => void;
  onToggle: (row: StrataRow) => void;
}

/** One row of the stack, where `useRowMotion` puts it. */
export const StackItem = memo(function StackItem(props: StackItemProps) {
  const { ref, row, total, selected, hovered, onOpen, onToggle } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box has the keys
    <div
      ref={ref}
      id={rowId(row.key)}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-label={rowName(row)}
      className={clsx(styles.row, hovered && styles.hovered)}
      data-kind={row.kind}
      data-in-base={row.inBase}
      title={row.missReason}
      onPointerEnter={() => hoverLink(row.link)}
      onClick={() => onOpen(row)}
    >
      {row.kind === "slab" ? <SlabRow row={row} total={total} onToggle={() => onToggle(row)} /> : <ThinRow row={row} />}
    </div>
  );
});
