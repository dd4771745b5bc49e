import { type FormEvent, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/Field.tsx";
import styles from "./ImageAsk.module.css";
import { messages } from "./messages.ts";

interface NameFormProps {
  label: string;
  submit: string;
  initial?: string;
  onSubmit: (name: string) => void;
  onCancel: () => void;
}

/** Asks for the name of an image. */
export function NameForm({ label, submit, initial = "", onSubmit, onCancel }: NameFormProps) {
  const [name, setName] = useState(initial);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") onSubmit(name.trim());
  };
  return (
    <form className={styles.ask} onSubmit={send}>
      <TextInput
        autoFocus
        className={styles.name}
        aria-label={label}
        placeholder={label}
        maxLength={512}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button onClick={onCancel}>{messages.cancel}</Button>
      <Button type="submit" variant="primary" disabled={name.trim() === ""}>
        {submit}
      </Button>
    </form>
  );
}
