import { type FormEvent, useState } from "react";
import { startTimer } from "../../state/class/classActions.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field, TextInput } from "../../ui/Field.tsx";
import styles from "./Dialogs.module.css";
import { messages } from "./messages.ts";

export function TimerDialog({ onClose }: { onClose: () => void }) {
  const [minutes, setMinutes] = useState("10");
  const [title, setTitle] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void startTimer(Number(minutes), title.trim());
    onClose();
  };
  return (
    <Dialog open onOpenChange={onClose} title={messages.timerTitle}>
      <form className={styles.form} onSubmit={submit}>
        <Field label={messages.timerMinutes} placement="above" className={styles.short}>
          <TextInput
            type="number"
            min={1}
            max={600}
            required
            value={minutes}
            onChange={({ target }) => setMinutes(target.value)}
          />
        </Field>
        <Field label={messages.timerFor} placement="above">
          <TextInput maxLength={100} value={title} onChange={({ target }) => setTitle(target.value)} />
        </Field>
        <div className={styles.buttons}>
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button type="submit" variant="primary">
            {messages.start}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
