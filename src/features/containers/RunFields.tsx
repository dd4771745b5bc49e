import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Problem } from "#contract/problem.ts";
import { joinWords } from "../../lib/shellWords.ts";
import { run } from "../../state/containers/containerActions.ts";
import {
  dockerRun,
  formOf,
  type RunField,
  type RunForm,
  type RunnableImage,
  specOf,
} from "../../state/containers/runForm.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, TextInput } from "../../ui/Field.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { CommandLine } from "./CommandLine.tsx";
import { messages } from "./messages.ts";
import styles from "./RunFields.module.css";

const FIELDS: readonly RunField[] = ["name", "command", "ports", "env", "volumes"];

/** On a small screen the form scrolls. */
const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" });

/** The form of `docker run`. Enter runs. */
export function RunFields({ image, onDone }: { image: RunnableImage; onDone: () => void }) {
  const [form, setForm] = useState(() => formOf(image));
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => element.current?.querySelector<HTMLInputElement>('[name="command"]')?.focus(), []);
  const spec = specOf(image, form);
  const fault = "field" in spec ? spec : undefined;
  const change = (next: Partial<RunForm>) => {
    setForm({ ...form, ...next });
    setProblem(undefined);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ("field" in spec || busy) return;
    setBusy(true);
    const refused = await run(spec);
    setBusy(false);
    setProblem(refused);
    if (!refused) onDone();
  };
  const entrypoint = image.config.Entrypoint ?? [];
  return (
    <form ref={element} className={styles.form} onSubmit={(event) => void submit(event)}>
      <h3 className={styles.title}>{messages.runTitle(image.ref)}</h3>
      {FIELDS.map((field) => (
        <div key={field}>
          <Field label={messages.fields[field]} className={styles.field}>
            <TextInput
              name={field}
              value={form[field]}
              placeholder={messages.placeholders[field]}
              aria-invalid={fault?.field === field}
              onChange={(event) => change({ [field]: event.target.value })}
            />
          </Field>
          {field === "command" && entrypoint.length > 0 && (
            <p className={styles.hint}>{messages.entrypoint(joinWords(entrypoint))}</p>
          )}
          {fault?.field === field && (
            <p className={styles.fault} role="alert">
              {messages.fault(fault)}
            </p>
          )}
        </div>
      ))}
      <fieldset className={styles.modes} aria-label={messages.mode}>
        {([true, false] as const).map((terminal) => (
          <label key={`${terminal}`} className={styles.choice}>
            <input
              type="radio"
              name="mode"
              checked={form.terminal === terminal}
              onChange={() => change({ terminal })}
            />
            {terminal ? messages.terminal : messages.background}
          </label>
        ))}
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={form.autoRemove}
            onChange={(event) => change({ autoRemove: event.target.checked })}
          />
          {messages.autoRemove}
        </label>
      </fieldset>
      <CommandLine command={dockerRun(image, form)} />
      {problem && (
        <div ref={intoView}>
          <ProblemNote problem={problem} />
        </div>
      )}
      <div className={styles.buttons}>
        <Button onClick={onDone}>{messages.cancel}</Button>
        <Button type="submit" variant="primary" disabled={fault !== undefined} pending={busy}>
          {messages.start}
        </Button>
      </div>
    </form>
  );
}
