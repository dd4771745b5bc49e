import type { AttestationRequest } from "#contract/buildOptions.ts";
import { changeSettings, useWorkspace } from "../../state/workspace/workspace.ts";
import { Field, Select } from "../../ui/Field.tsx";
import { messages as texts } from "./messages.ts";
import styles from "./SettingsDialog.module.css";

const messages = texts.attestations;
const LEVELS = ["", "min", "max"] as const;

/** What a build says about how the image was made and what is in it. */
export function AttestationField() {
  const { provenance, sbom = false } = useWorkspace(({ content }) => content.settings.attestations) ?? {};
  const change = (next: AttestationRequest) => {
    const isEmpty = next.provenance === undefined && !next.sbom;
    changeSettings({ attestations: isEmpty ? undefined : next });
  };
  return (
    <div className={styles.choices}>
      <Field label={messages.provenance}>
        <Select
          value={provenance ?? ""}
          onChange={(event) => {
            const level = LEVELS.find((one) => one === event.target.value) || undefined;
            change({ sbom, ...(level && { provenance: level }) });
          }}
        >
          {LEVELS.map((level) => (
            <option key={level} value={level}>
              {messages.levels[level]}
            </option>
          ))}
        </Select>
      </Field>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={sbom}
          onChange={(event) => change({ ...(provenance && { provenance }), sbom: event.target.checked })}
        />
        {messages.sbom}
      </label>
    </div>
  );
}
