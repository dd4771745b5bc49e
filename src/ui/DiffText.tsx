import { lineDiff } from "../lib/lineDiff.ts";
import styles from "./DiffText.module.css";

const SIGN = { same: " ", left: "+", right: "−" } as const;

/** Two texts as one, line by line: what only `left` has is marked as added, what only `right` has as removed. */
export function DiffText({ left, right }: { left: string; right: string }) {
  return (
    <pre className={styles.diff}>
      {lineDiff(left, right).map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
        <code key={index} data-kind={kind}>
          {SIGN[kind]} {text}
        </code>
      ))}
    </pre>
  );
}
