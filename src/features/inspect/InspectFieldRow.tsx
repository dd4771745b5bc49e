import { clsx } from "clsx";
import { useId, useState } from "react";
import type { Inspect } from "#contract/image.ts";
import type { ImageFields } from "#contract/imageFields.ts";
import { Icon } from "../../ui/Icon.tsx";
import { FieldPanel } from "./FieldPanel.tsx";
import type { FieldChange } from "./fieldChange.ts";
import type { FieldOrigin } from "./fieldOrigins.ts";
import { InspectFieldValue } from "./InspectFieldValue.tsx";
import styles from "./InspectPane.module.css";
import type { InspectField } from "./inspectSections.ts";
import { messages } from "./messages.ts";

export interface InspectFieldRowProps {
  field: InspectField;
  inspect: Inspect;
  origins: ReadonlyMap<string, FieldOrigin>;
  /** Undefined if the base image is not known. */
  changes: ReadonlyMap<string, FieldChange> | undefined;
  /** Undefined until it is known. */
  containerd: ImageFields["containerd"] | undefined;
}

/** A field: its name, its values with what set them, and on demand what it means and how to ask docker for it. */
export function InspectFieldRow({ field, inspect, origins, changes, containerd }: InspectFieldRowProps) {
  const { name, values } = field;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={clsx(styles.field, values.length === 0 && styles.unset)}>
      <button
        type="button"
        className={styles.name}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={field.explanation}
        onClick={() => setOpen(!open)}
      >
        {name}
        <Icon name="info" size={12} className={styles.ask} />
      </button>
      <div className={styles.values}>
        {values.length === 0 && <span className={styles.none}>{messages.notSet}</span>}
        {values.map((value, index) => (
          <InspectFieldValue
            // biome-ignore lint/suspicious/noArrayIndexKey: values may repeat and never move
            key={index}
            value={value}
            origin={origins.get(value.key)}
            change={changes?.get(value.key)}
            isFirst={values.findIndex(({ key }) => key === value.key) === index}
          />
        ))}
      </div>
      {open && <FieldPanel id={id} field={field} inspect={inspect} containerd={containerd} />}
    </div>
  );
}
