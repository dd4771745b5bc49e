import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { Field, TextInput } from "../../ui/Field.tsx";
import styles from "./Fields.module.css";

export function TagField() {
  const tag = useWorkspace((state) => state.content.settings.tag);
  return (
    <Field label="tag" className={styles.tag}>
      <TextInput
        value={tag}
        placeholder="none"
        maxLength={512}
        onChange={(event) => changeSettings({ tag: event.target.value.trim() })}
      />
    </Field>
  );
}
