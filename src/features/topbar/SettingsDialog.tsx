import { type ReactNode, useId } from "react";
import { useAnalysis } from "../../state/language/analysis.ts";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextInput } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { type ArgRow, argRows, withArg, withoutArg } from "./argRows.ts";
import { CacheMountList } from "./CacheMountList.tsx";
import { LabelTable } from "./LabelTable.tsx";
import { NoCacheField } from "./NoCacheField.tsx";
import styles from "./SettingsDialog.module.css";

export function SettingsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Build settings"
      footer={
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          Done
        </Button>
      }
    >
      <Section
        title="Arguments"
        about="Values for the ARG instructions of this Dockerfile. An empty one keeps its default."
      >
        <ArgTable />
      </Section>
      <Section title="Labels" about="Put on the image beside those of the Dockerfile, which they win over.">
        <LabelTable />
      </Section>
      <Section title="Without the cache" about="Stages whose steps are all done again.">
        <NoCacheField />
      </Section>
      <Section title="Cache mounts" about="Folders that RUN --mount=type=cache keeps from build to build.">
        <CacheMountList />
      </Section>
    </Dialog>
  );
}

function Section({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id} className={styles.heading}>
        {title}
      </h3>
      <p className={styles.none}>{about}</p>
      {children}
    </section>
  );
}

function ArgTable() {
  const set = useWorkspace((state) => state.content.settings.buildArgs);
  const declared = useAnalysis((state) => state.args);
  const rows = argRows(declared, set);
  const change = (row: ArgRow, next: { name?: string; value?: string }) =>
    changeSettings({ buildArgs: withArg(set, row, next) });
  return (
    <div className={styles.rows}>
      {rows.length === 0 && <p className={styles.none}>This Dockerfile declares no ARG yet.</p>}
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity while its name is typed
        <div key={index} className={styles.row}>
          {row.declared ? (
            <code className={styles.name}>{row.name}</code>
          ) : (
            <TextInput
              aria-label="Name of the argument"
              placeholder="NAME"
              value={row.name}
              onChange={(event) => change(row, { name: event.target.value.trim() })}
            />
          )}
          <TextInput
            aria-label={`Value of ${row.name || "the argument"}`}
            placeholder={row.defaultValue === undefined ? "no default" : `default: ${row.defaultValue}`}
            value={row.value}
            onChange={(event) => change(row, { value: event.target.value })}
          />
          {row.position !== undefined && (
            <IconButton
              label={row.declared ? `Back to the default of ${row.name}` : `Remove ${row.name || "this argument"}`}
              icon="close"
              onClick={() => changeSettings({ buildArgs: withoutArg(set, row) })}
            />
          )}
        </div>
      ))}
      <Button onClick={() => changeSettings({ buildArgs: [...set, { name: "", value: "" }] })}>Add an argument</Button>
    </div>
  );
}
