import { clsx } from "clsx";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { TextInput } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { messages as texts } from "./messages.ts";
import { RowSection } from "./Section.tsx";
import styles from "./SettingsDialog.module.css";

const NONE: { name: string; value: string }[] = [];

/** Labels or annotations that a build adds to its image. */
export function NamedValueSection({ of }: { of: "labels" | "annotations" }) {
  const messages = texts[of];
  const rows = useWorkspace(({ content }) => content.settings[of] ?? NONE);
  const change = (next: typeof rows) => changeSettings({ [of]: next });
  const changeRow = (position: number, part: { name?: string; value?: string }) =>
    change(rows.map((row, at) => (at === position ? { ...row, ...part } : row)));
  return (
    <RowSection
      title={messages.title}
      about={messages.about}
      add={messages.add}
      onAdd={() => change([...rows, { name: "", value: "" }])}
      isEmpty={rows.length === 0}
    >
      {rows.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity while its name is typed
        <div key={index} className={clsx(styles.row, styles.longName)}>
          <TextInput
            aria-label={messages.name}
            placeholder="org.opencontainers.image.title"
            value={name}
            onChange={(event) => changeRow(index, { name: event.target.value.trim() })}
          />
          <TextInput
            aria-label={messages.value(name)}
            placeholder={messages.valuePlaceholder}
            value={value}
            onChange={(event) => changeRow(index, { value: event.target.value })}
          />
          <IconButton
            label={messages.remove(name)}
            icon="close"
            onClick={() => change(rows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
    </RowSection>
  );
}
