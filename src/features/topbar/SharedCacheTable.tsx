import { useState } from "react";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Select, TextInput } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { messages as texts } from "./messages.ts";
import styles from "./SharedCacheTable.module.css";
import { type SharedCache, settingsOfCaches, sharedCaches } from "./sharedCaches.ts";

const messages = texts.caches;
const NEW: SharedCache = { type: "registry", place: "", isRead: true, isWritten: false, isWhole: false };

/** Caches that builds take results from and leave results in: of a registry, or kept by the server. */
export function SharedCacheTable() {
  const settings = useWorkspace(({ content }) => content.settings);
  // A row without a place is kept only here.
  const [rows, setRows] = useState(() => sharedCaches(settings));
  const change = (next: readonly SharedCache[]) => {
    setRows([...next]);
    changeSettings(settingsOfCaches(next));
  };
  const changeRow = (index: number, part: Partial<SharedCache>) =>
    change(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <div className={styles.rows}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity while its place is typed
        <div key={index} className={styles.row}>
          <Select
            aria-label={messages.where}
            value={row.type}
            onChange={(event) => changeRow(index, { type: event.target.value === "local" ? "local" : "registry" })}
          >
            <option value="registry">{messages.registry}</option>
            <option value="local">{messages.local}</option>
          </Select>
          <TextInput
            aria-label={messages.place(row.type)}
            placeholder={messages.placeholder(row.type)}
            value={row.place}
            onChange={(event) => changeRow(index, { place: event.target.value.trim() })}
          />
          <IconButton
            label={messages.remove(row.place)}
            icon="close"
            onClick={() => change(rows.filter((_, at) => at !== index))}
          />
          <div className={styles.uses}>
            <Use label={messages.read} on={row.isRead} onChange={(isRead) => changeRow(index, { isRead })} />
            <Use label={messages.write} on={row.isWritten} onChange={(isWritten) => changeRow(index, { isWritten })} />
            {row.isWritten && (
              <Use label={messages.whole} on={row.isWhole} onChange={(isWhole) => changeRow(index, { isWhole })} />
            )}
          </div>
        </div>
      ))}
      <Button onClick={() => setRows([...rows, NEW])}>{messages.add}</Button>
    </div>
  );
}

function Use({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className={styles.use}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
