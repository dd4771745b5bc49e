import { clsx } from "clsx";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./SettingsDialog.module.css";

const NONE: { name: string; value: string }[] = [];

/** Labels that a build puts on its image beside those of the Dockerfile. */
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
            aria-label="Name of the label"
            placeholder="org.opencontainers.image.title"
            value={name}
            onChange={(event) => set(index, { name: event.target.value.trim() })}
          />
          <TextInput
            aria-label={`Value of ${name || "the label"}`}
            placeholder="value"
            value={value}
            onChange={(event) => set(index, { value: event.target.value })}
          />
          <IconButton
            label={`Remove ${name || "this label"}`}
            icon="close"
            onClick={() => changeSettings({ labels: labels.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <Button onClick={() => changeSettings({ labels: [...labels, { name: "", value: "" }] })}>Add a label</Button>
    </div>
  );
}
