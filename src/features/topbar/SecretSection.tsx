import { clsx } from "clsx";
import { useState } from "react";
import { useAnalysis } from "../../state/language/analysis.ts";
import { useOpenWorkspace } from "../../state/workspace/openWorkspace.ts";
import { type Secret, secretsIn, setSecrets, useSecrets } from "../../state/workspace/secrets.ts";
import fields from "../../ui/Field.module.css";
import { TextInput } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { type ArgRow, argRows, withArg, withoutArg } from "./argRows.ts";
import { messages as texts } from "./messages.ts";
import styles from "./SecretSection.module.css";
import { RowSection } from "./Section.tsx";

const messages = texts.secrets;

/** Secrets for RUN --mount=type=secret: those the Dockerfile mounts, and others. `wanted`: the first empty one has the focus. */
export function SecretSection({ wanted }: { wanted: boolean }) {
  const workspace = useOpenWorkspace(({ id }) => id);
  const set = useSecrets(({ of }) => secretsIn(of, workspace));
  const mounted = useAnalysis(({ secrets }) => secrets);
  const rows = argRows(
    mounted.map((name) => ({ name })),
    set,
  );
  const change = (next: readonly Secret[]) => setSecrets(workspace, next);
  const firstEmpty = rows.findIndex(({ value }) => value === "");
  return (
    <RowSection
      title={messages.title}
      about={messages.about}
      add={messages.add}
      onAdd={() => change([...set, { name: "", value: "" }])}
      isEmpty={rows.length === 0}
    >
      {rows.map((row, index) => (
        <SecretRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity while its ID is typed
          key={index}
          row={row}
          isFirstFocus={wanted && index === firstEmpty}
          onChange={(part) => change(withArg(set, row, part))}
          onRemove={() => change(withoutArg(set, row))}
        />
      ))}
    </RowSection>
  );
}

interface SecretRowProps {
  row: ArgRow;
  isFirstFocus: boolean;
  onChange: (part: Partial<Secret>) => void;
  onRemove: () => void;
}

function SecretRow({ row: { name, value, declared, position }, isFirstFocus, onChange, onRemove }: SecretRowProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <div className={styles.row}>
      {declared ? (
        <code className={styles.name}>{name}</code>
      ) : (
        <TextInput
          aria-label={messages.name}
          placeholder={messages.namePlaceholder}
          maxLength={256}
          value={name}
          onChange={(event) => onChange({ name: event.target.value.trim() })}
        />
      )}
      <textarea
        rows={1}
        spellCheck={false}
        autoComplete="off"
        aria-label={messages.value(name)}
        placeholder={messages.valuePlaceholder}
        className={clsx(fields.input, styles.value, !isShown && styles.masked)}
        value={value}
        onChange={(event) => onChange({ value: event.target.value })}
        {...(isFirstFocus && { "data-first-focus": true })}
      />
      <div className={styles.buttons}>
        <IconButton
          label={isShown ? messages.hide(name) : messages.show(name)}
          icon="eye"
          aria-pressed={isShown}
          onClick={() => setIsShown(!isShown)}
        />
        {position !== undefined && (
          <IconButton label={declared ? messages.clear(name) : messages.remove(name)} icon="close" onClick={onRemove} />
        )}
      </div>
    </div>
  );
}
