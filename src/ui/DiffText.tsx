import { lineDiff, nearChanges } from "../lib/lineDiff.ts";
import styles from "./DiffText.module.css";

const SIGN = { same: " ", left: "+", right: "−" } as const;

interface DiffTextProps {
  left: string;
  right: string;
  /** Equal lines shown around each change; all if undefined. */
  around?: number;
}

/** Two texts as one, line by line: what only `left` has is marked as added, what only `right` has as removed. */
export function DiffText({ left, right, around }: DiffTextProps) {
  const lines = lineDiff(left, right);
  return (
    <pre className={styles.diff}>
      {(around === undefined ? lines : nearChanges(lines, around)).map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
        <code key={index} data-kind={kind}>
          {SIGN[kind]} {text}
        </code>
      ))}
    </pre>
  );
}
