import type { ReactNode } from "react";
import styles from "./SplitPanes.module.css";

interface SplitPanesProps {
  orientation: "horizontal" | "vertical";
  /** Sized panels, and one that takes the rest. */
  children: ReactNode;
}

/** Panels beside or below each other. */
export function SplitPanes({ orientation, children }: SplitPanesProps) {
  return (
    <div className={styles.group} data-orientation={orientation}>
      {children}
    </div>
  );
}
