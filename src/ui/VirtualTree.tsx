import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import { listedRows, type TreeAction, type TreeRows, treeKeyAction, typedRow } from "../lib/treeKey.ts";
import { useTouchHeight } from "./useTouchHeight.ts";
import { useTypedText } from "./useTypedText.ts";
import { useVisibleRows } from "./useVisibleRows.ts";
import styles from "./VirtualTree.module.css";
import { VirtualTreeItem } from "./VirtualTreeItem.tsx";
import type { VirtualTreeRow } from "./virtualTreeRow.ts";

interface VirtualTreeProps<Row extends VirtualTreeRow> {
  /** Accessible name. */
  label: string;
  rows: readonly Row[] | TreeRows<Row>;
  /** Pixels; more where fingers press. A row fills what it gets. */
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
  const { label, selected, onAction, renderRow, onRange, question, busy, children } = props;
  const rowHeight = useTouchHeight(props.rowHeight);
  const rows = useMemo(() => asRows(props.rows), [props.rows]);
  const id = useId();
  const typedText = useTypedText();
  const { ref, from, to, page, reveal, scrollToTop } = useVisibleRows(rows.length, rowHeight);
  useEffect(() => onRange?.(from, to), [onRange, from, to]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is the reason to scroll
  useLayoutEffect(scrollToTop, [question, scrollToTop]);

  // Most rows stay while a tree is scrolled: they are not drawn again.
  const Item = useMemo(() => memo(VirtualTreeItem<Row>), []);
  const act = useRef(onAction);
  useEffect(() => {
    act.current = onAction;
  });
  const press = useCallback((key: string) => act.current({ kind: "activate", key }), []);
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
          return (
            row && (
              <Item
                key={index}
                id={`${id}-${index}`}
                row={row}
                top={index * rowHeight}
                height={rowHeight}
                isActive={index === active}
                onPress={press}
                renderRow={renderRow}
              />
            )
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
