import { useAnalysis } from "../../state/language/analysis.ts";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { Field, Select } from "../../ui/Field.tsx";
import styles from "./Fields.module.css";
import { messages } from "./messages.ts";
import { targetOptions } from "./targetOptions.ts";

export function TargetField() {
  const target = useWorkspace((state) => state.content.settings.target);
  const stages = useAnalysis((state) => state.stages);
  return (
    <Field label={messages.target} className={styles.target}>
      <Select value={target} onChange={(event) => changeSettings({ target: event.target.value })}>
        {targetOptions(stages, target).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
