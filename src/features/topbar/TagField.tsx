import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { Field, TextInput } from "../../ui/Field.tsx";
import styles from "./Fields.module.css";
import { messages } from "./messages.ts";

export function TagField() {
  const tag = useWorkspace((state) => state.content.settings.tag);
  return (
    <Field label={messages.tag} className={styles.tag}>
      <TextInput
        value={tag}
        placeholder={messages.noTag}
        maxLength={512}
        onChange={(event) => changeSettings({ tag: event.target.value.trim() })}
      />
    </Field>
  );
}
