import { clsx } from "clsx";
import { useId, useState } from "react";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./InspectPane.module.css";
import type { InspectField } from "./inspectSections.ts";
import { messages } from "./messages.ts";

/** A field: its name, its value, and what it means on demand. */
export function InspectFieldRow({ field }: { field: InspectField }) {
  const { name, values, explanation } = field;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={clsx(styles.field, values.length === 0 && styles.unset)}>
      <button
        type="button"
        className={styles.name}
        aria-expanded={open}
        aria-controls={id}
        title={explanation}
        disabled={explanation === undefined}
        onClick={() => setOpen(!open)}
      >
        {name}
        {explanation !== undefined && <Icon name="info" size={12} className={styles.ask} />}
      </button>
      <div className={styles.values}>
        {values.length === 0 && <span className={styles.none}>{messages.notSet}</span>}
        {values.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: values may repeat and never move
          <code key={index} className={styles.value}>
            {value}
          </code>
        ))}
      </div>
      <p id={id} className={styles.explanation} hidden={!open}>
        {explanation}
      </p>
    </div>
  );
}
