import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/Field.tsx";
import styles from "./BuildsMenu.module.css";
import { messages } from "./messages.ts";

interface LineFormProps {
  label: string;
  confirm: string;
  maxLength: number;
  initial?: string;
  /** True if it worked: the form then ends. */
  onSubmit: (text: string) => Promise<boolean>;
  onEnd: () => void;
}

/** One field below a row of the list. */
export function LineForm({ label, confirm, maxLength, initial = "", onSubmit, onEnd }: LineFormProps) {
  const [text, setText] = useState(initial);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.select(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await onSubmit(text.trim())) onEnd();
  };
  return (
    <form ref={form} className={styles.ask} onSubmit={(event) => void submit(event)}>
      <TextInput
        className={styles.tag}
        aria-label={label}
        placeholder={label}
        maxLength={maxLength}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button onClick={onEnd}>{messages.cancel}</Button>
      <Button type="submit" variant="primary">
        {confirm}
      </Button>
    </form>
  );
}
