import { type FormEvent, useState } from "react";
import type { Workspace } from "#contract/workspace.ts";
import { lookHere } from "../../state/class/classActions.ts";
import { useTeachersFiles } from "../../state/class/teachersFiles.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field, Select } from "../../ui/Field.tsx";
import styles from "./Dialogs.module.css";
import { messages } from "./messages.ts";
import { WorkspaceField } from "./WorkspaceField.tsx";

/** The teacher chooses a line of a file of their own; learners' pages go to the same place in theirs. */
export function LookDialog({ onClose }: { onClose: () => void }) {
  const chosen = useTeachersFiles((store) => store.chosen);
  return (
    <Dialog open onOpenChange={onClose} title={messages.lookTitle} description={messages.lookAbout}>
      <div className={styles.form}>
        <WorkspaceField />
        {chosen && <PlaceForm key={chosen.id} workspace={chosen} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

function PlaceForm({ workspace: { files, settings }, onClose }: { workspace: Workspace; onClose: () => void }) {
  const texts = files.filter(({ kind }) => kind === "text");
  const first = texts.find(({ path }) => path === settings.dockerfile) ?? texts[0];
  const [path, setPath] = useState(first?.path ?? "");
  const [line, setLine] = useState("");
  const lines = texts.find((file) => file.path === path)?.text?.split("\n") ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void lookHere({ path, ...(line && { line: Number(line) }) });
    onClose();
  };
  if (!first) return <p>{messages.noFiles}</p>;
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label={messages.file} placement="above">
        <Select
          value={path}
          onChange={({ target }) => {
            setPath(target.value);
            setLine("");
          }}
        >
          {texts.map((file) => (
            <option key={file.path}>{file.path}</option>
          ))}
        </Select>
      </Field>
      <Field label={messages.line} placement="above">
        <select className={styles.lines} size={12} value={line} onChange={({ target }) => setLine(target.value)}>
          <option value="">{messages.wholeFile}</option>
          {lines.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <option key={index} value={index + 1}>
              {`${String(index + 1).padStart(3, "\u2007")}  ${text}`}
            </option>
          ))}
        </select>
      </Field>
      <div className={styles.buttons}>
        <Button onClick={onClose}>{messages.cancel}</Button>
        <Button type="submit" variant="primary">
          {messages.show}
        </Button>
      </div>
    </form>
  );
}
