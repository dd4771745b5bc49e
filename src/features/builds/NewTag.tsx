import { type FormEvent, useEffect, useRef, useState } from "react";
import { addTag } from "../../state/build/buildList.ts";
import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/Field.tsx";
import styles from "./BuildsMenu.module.css";
import { messages } from "./messages.ts";

/** A field for one more name of an image. */
export function NewTag({ image, onEnd }: { image: string; onEnd: () => void }) {
  const [tag, setTag] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (tag.trim() !== "" && (await addTag(image, tag.trim()))) onEnd();
  };
  return (
    <form ref={form} className={styles.ask} onSubmit={(event) => void submit(event)}>
      <TextInput
        className={styles.tag}
        aria-label={messages.newTag}
        placeholder={messages.newTag}
        maxLength={512}
        value={tag}
        onChange={(event) => setTag(event.target.value)}
      />
      <Button onClick={onEnd}>{messages.cancel}</Button>
      <Button type="submit" variant="primary">
        {messages.addTag}
      </Button>
    </form>
  );
}
