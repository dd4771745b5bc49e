import { useMemo } from "react";
import type { Inspect } from "#contract/image.ts";
import type { ImageFields } from "#contract/imageFields.ts";
import { shownStack, useImage } from "../../state/image/image.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { fieldChanges } from "./fieldChanges.ts";
import { fieldOrigins } from "./fieldOrigins.ts";
import { InspectFieldRow } from "./InspectFieldRow.tsx";
import styles from "./InspectPane.module.css";
import { inspectSections } from "./inspectSections.ts";
import { messages } from "./messages.ts";

interface InspectFieldsProps {
  inspect: Inspect;
  /** Undefined until they are known, and in a share. */
  fields: ImageFields | undefined;
}

/** The fields in readable form: what set each, and what the base image has otherwise. */
export function InspectFields({ inspect, fields }: InspectFieldsProps) {
  const stack = useImage(shownStack);
  const links = useLinks((state) => state.links);
  const origins = useMemo(
    () => (fields && stack ? fieldOrigins(fields.rows, stack, links) : new Map<string, never>()),
    [fields, stack, links],
  );
  const base = fields?.base;
  const changes = useMemo(() => (base ? fieldChanges(inspect, base.config) : undefined), [inspect, base]);
  return (
    <>
      {base && <p className={styles.intro}>{messages.comparedWith(base.name)}</p>}
      {inspectSections(inspect).map(({ title, fields: set, unset }) => (
        <section key={title} className={styles.section}>
          <h3 className={styles.title}>{title}</h3>
          {[...set, ...unset].map((field) => (
            <InspectFieldRow
              key={field.name}
              field={field}
              inspect={inspect}
              origins={origins}
              changes={changes}
              containerd={fields?.containerd}
            />
          ))}
        </section>
      ))}
    </>
  );
}
