// The page starts with it: the collection would bring all else along.
import * as Radix from "@radix-ui/react-tabs";
import { clsx } from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import styles from "./Tabs.module.css";

export interface TabItem<Id extends string = string> {
  id: Id;
  label: string;
  /** A count beside the label. */
  badge?: number | undefined;
  /** Beside the label. */
  mark?: ReactNode;
  /** It was clicked, or Enter pressed on it; the arrow keys only select it on their way. */
  onPress?: () => void;
  content: ReactNode;
}

interface TabsProps<Id extends string> {
  /** Accessible name of the tab list. */
  label: string;
  items: readonly TabItem<Id>[];
  value: Id;
  onChange: (id: Id) => void;
  /** Shown at the end of the tab row. */
  trailing?: ReactNode;
  /** Shown between the tab row and the content of every tab. */
  note?: ReactNode;
  className?: string | undefined;
}

export function Tabs<Id extends string>({ label, items, value, onChange, trailing, note, className }: TabsProps<Id>) {
  const select = (id: string) => {
    const item = items.find((one) => one.id === id);
    if (item) onChange(item.id);
  };
  const list = useRef<HTMLDivElement>(null);
  // A narrow row of tabs scrolls.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is selected
  useEffect(() => {
    if (list.current) revealActive(list.current);
  }, [value]);
  return (
    <Radix.Root className={clsx(styles.tabs, className)} value={value} onValueChange={select}>
      <div className={styles.bar}>
        <Radix.List ref={list} className={styles.list} aria-label={label}>
          {items.map((item) => (
            <Radix.Trigger
              key={item.id}
              value={item.id}
              className={styles.tab}
              // Also after a change from elsewhere, Tab stops at the tab that is shown, not at the one that had the focus last.
              tabIndex={item.id === value ? 0 : -1}
              onClick={item.onPress}
            >
              {item.label}
              {item.badge ? <span className={styles.badge}>{item.badge}</span> : null}
              {item.mark}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {trailing && <div className={styles.trailing}>{trailing}</div>}
      </div>
      {note}
      {items.map((item) => (
        <Radix.Content key={item.id} value={item.id} className={styles.content} tabIndex={-1}>
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

/** Scrolls the row, and nothing around it: a pane that holds tabs stays where it is. */
function revealActive(row: HTMLElement): void {
  const tab = row.querySelector('[data-state="active"]')?.getBoundingClientRect();
  if (!tab) return;
  const { left, right } = row.getBoundingClientRect();
  const faded = Number.parseFloat(getComputedStyle(row).paddingRight);
  row.scrollLeft += Math.min(0, tab.left - left) + Math.max(0, tab.right - right + faded);
}
