import { clsx } from "clsx";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { messages } from "./messages.ts";
import styles from "./SettingsDialog.module.css";

const NONE: { name: string; value: string }[] = [];

/** Labels a build adds to its image. They override LABELs in the Dockerfile. */
export function LabelTable() {
  const labels = useWorkspace((state) => state.content.settings.labels ?? NONE);
  const set = (position: number, change: { name?: string; value?: string }) =>
    changeSettings({ labels: labels.map((label, at) => (at === position ? { ...label, ...change } : label)) });
  return (
    <div className={styles.rows}>
      {labels.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity while its name is typed
        <div key={index} className={clsx(styles.row, styles.label)}>
          <TextInput
            aria-label={messages.labels.name}
            placeholder="org.opencontainers.image.title"
            value={name}
            onChange={(event) => set(index, { name: event.target.value.trim() })}
          />
          <TextInput
            aria-label={messages.labels.value(name)}
            placeholder={messages.labels.valuePlaceholder}
            value={value}
            onChange={(event) => set(index, { value: event.target.value })}
          />
          <IconButton
            label={messages.labels.remove(name)}
            icon="close"
            onClick={() => changeSettings({ labels: labels.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <Button onClick={() => changeSettings({ labels: [...labels, { name: "", value: "" }] })}>
        {messages.labels.add}
      </Button>
    </div>
  );
}
