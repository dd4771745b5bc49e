import { useId } from "react";
import type { NamedContextRow } from "#contract/namedContextRows.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { Select, TextInput } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { folderChoices } from "./folderChoices.ts";
import { messages as texts } from "./messages.ts";
import styles from "./NamedContextSection.module.css";
import { RowSection } from "./Section.tsx";

const messages = texts.contexts;
const NONE: NamedContextRow[] = [];
const NEW: NamedContextRow = { name: "", type: "folder", source: "" };

/** Images and folders that FROM, --from, and mounts may name in the builds of this workspace. */
export function NamedContextSection() {
  const rows = useWorkspace(({ content }) => content.settings.namedContexts ?? NONE);
  const offered = useAnalysis(({ outside }) => outside);
  const names = useId();
  const change = (namedContexts: NamedContextRow[]) => changeSettings({ namedContexts });
  return (
    <RowSection
      title={messages.title}
      about={messages.about}
      add={messages.add}
      onAdd={() => change([...rows, NEW])}
      isEmpty={rows.length === 0}
    >
      {rows.map((row, index) => (
        <ContextRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity while its name is typed
          key={index}
          row={row}
          names={names}
          onChange={(part) => change(rows.map((one, at) => (at === index ? { ...one, ...part } : one)))}
          onRemove={() => change(rows.filter((_, at) => at !== index))}
        />
      ))}
      <datalist id={names}>
        {offered.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </RowSection>
  );
}

interface ContextRowProps {
  row: NamedContextRow;
  /** ID of the list of names to offer. */
  names: string;
  onChange: (part: Partial<NamedContextRow>) => void;
  onRemove: () => void;
}

function ContextRow({ row: { name, type, source }, names, onChange, onRemove }: ContextRowProps) {
  return (
    <div className={styles.row}>
      <TextInput
        aria-label={messages.name}
        placeholder={messages.namePlaceholder}
        list={names}
        className={styles.name}
        value={name}
        onChange={(event) => onChange({ name: event.target.value.trim() })}
      />
      <Select
        aria-label={messages.type(name)}
        value={type}
        onChange={(event) => onChange({ type: event.target.value === "image" ? "image" : "folder", source: "" })}
      >
        <option value="folder">{messages.folder}</option>
        <option value="image">{messages.image}</option>
      </Select>
      {type === "folder" ? (
        <FolderSelect label={messages.source(name)} folder={source} onChange={onChange} />
      ) : (
        <TextInput
          aria-label={messages.source(name)}
          placeholder={messages.imagePlaceholder}
          value={source}
          onChange={(event) => onChange({ source: event.target.value.trim() })}
        />
      )}
      <IconButton label={messages.remove(name)} icon="close" className={styles.remove} onClick={onRemove} />
    </div>
  );
}

interface FolderSelectProps {
  label: string;
  folder: string;
  onChange: (part: { source: string }) => void;
}

function FolderSelect({ label, folder, onChange }: FolderSelectProps) {
  const files = useWorkspace(({ content }) => content.files);
  return (
    <Select aria-label={label} value={folder} onChange={(event) => onChange({ source: event.target.value })}>
      {folderChoices(files, folder).map(({ path, isThere }) => (
        <option key={path} value={path}>
          {path === "" ? messages.allFiles : isThere ? path : messages.gone(path)}
        </option>
      ))}
    </Select>
  );
}
