import type { Ref } from "react";
import line from "./LogLine.module.css";
import styles from "./LogRuler.module.css";

/** Nothing to see: as wide as the text of a line, and in it 100 columns. */
export function LogRuler({ ref }: { ref: Ref<HTMLDivElement> }) {
  return (
    <div className={styles.hidden} aria-hidden="true">
      <div className={line.line}>
        <div ref={ref} className={styles.width}>
          <div className={styles.hundred} />
        </div>
      </div>
    </div>
  );
}
