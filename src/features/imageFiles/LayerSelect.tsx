import type { Stack } from "#contract/image.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { Field, Select } from "../../ui/Field.tsx";
import styles from "./ImageFilesPane.module.css";
import { messages } from "./messages.ts";

interface LayerSelectProps {
  stack: Stack;
  /** Undefined for the whole image. */
  layer: number | undefined;
  onLayer: (layer: number | undefined) => void;
}

/** Up to which layer the files are shown. */
export function LayerSelect({ stack, layer, onLayer }: LayerSelectProps) {
  return (
    <Field label={messages.upTo} className={styles.upTo}>
      <Select
        value={layer ?? ""}
        onChange={({ target }) => onLayer(target.value === "" ? undefined : Number(target.value))}
      >
        <option value="">{messages.wholeImage}</option>
        {stack.rows.map(
          (row) =>
            row.layer && (
              <option key={row.layer.index} value={row.layer.index}>
                {messages.layer(row.layer.index + 1, visibleText(`${row.instruction} ${row.text}`.trim()))}
              </option>
            ),
        )}
      </Select>
    </Field>
  );
}
