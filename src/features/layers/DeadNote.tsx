import { Fragment } from "react";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import styles from "./DeadNote.module.css";
import type { DeadExplanation } from "./deadExplanation.ts";

/** Says why bytes are dead: how many, which lines, what to do. */
export function DeadNote({ explanation }: { explanation: DeadExplanation }) {
  const { bytes, where, advice, names } = explanation;
  return (
    <p className={styles.note}>
      These <span title={exactBytes(bytes)}>{formatSize(bytes)}</span> are still in the image: {where}
      {names.length > 0 && (
        <>
          {" "}
          (
          {names.map((name, index) => (
            <Fragment key={name}>
              {index > 0 && ", "}
              <strong>{name}</strong>
            </Fragment>
          ))}
          )
        </>
      )}
      . {advice}
    </p>
  );
}
