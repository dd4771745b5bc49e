import { useId, useState } from "react";
import { fileTypeSchema } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { parseSize } from "../../lib/parseSize.ts";
import type { EntriesView } from "../../state/entries/entriesView.ts";
import styles from "./EntriesTools.module.css";
import { messages } from "./messages.ts";

interface MoreFiltersProps {
  id: string;
  view: EntriesView;
  onView: (view: EntriesView) => void;
}

/** Folders have no size of their own. */
const TYPES = fileTypeSchema.options.filter((type) => type !== "dir");

/** The kind of file, and how large it must be. */
export function MoreFilters({ id, view, onView }: MoreFiltersProps) {
  const faultId = useId();
  const [text, setText] = useState(view.minSize > 0 ? formatSize(view.minSize) : "");
  const isBad = text.trim() !== "" && parseSize(text) === undefined;
  return (
    <div id={id} className={styles.line}>
      <label className={styles.label}>
        {messages.type}{" "}
        <select
          className={styles.select}
          value={view.type ?? ""}
          onChange={({ target }) => onView({ ...view, type: TYPES.find((type) => type === target.value) })}
        >
          <option value="">{messages.allTypes}</option>
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {messages.types[type]}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.label}>
        {messages.minSize}{" "}
        <input
          className={styles.size}
          placeholder={messages.sizeExample}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={isBad}
          aria-describedby={isBad ? faultId : undefined}
          value={text}
          onChange={({ target: { value } }) => {
            setText(value);
            const minSize = value.trim() === "" ? 0 : parseSize(value);
            if (minSize !== undefined) onView({ ...view, minSize });
          }}
        />
      </label>
      {isBad && (
        <p id={faultId} role="alert" className={styles.fault}>
          {messages.badSize}
        </p>
      )}
    </div>
  );
}
