import { type FormEvent, useId, useState } from "react";
import type { CommitRequest, Container } from "#contract/container.ts";
import type { Problem } from "#contract/problem.ts";
import { joinWords } from "../../lib/shellWords.ts";
import { commit } from "../../state/containers/containerActions.ts";
import { closeContainerDialog } from "../../state/containers/containerDialog.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field, TextInput } from "../../ui/Field.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { CommandLine } from "./CommandLine.tsx";
import styles from "./CommitDialog.module.css";
import { messages } from "./messages.ts";

const FIELDS = ["tag", "message", "author"] as const;
type CommitForm = Record<(typeof FIELDS)[number], string>;

/** Makes an image of a container's files. */
export function CommitDialog({ container }: { container: Container }) {
  const id = useId();
  const [form, setForm] = useState<CommitForm>({ tag: "", message: "", author: "" });
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const refused = await commit(container, requestOf(form));
    setBusy(false);
    if (refused) setProblem(refused);
    else closeContainerDialog();
  };
  return (
    <Dialog
      open
      onOpenChange={closeContainerDialog}
      title={messages.commitTitle(container.name)}
      description={messages.commitAbout}
      footer={
        <>
          <Button onClick={closeContainerDialog}>{messages.cancel}</Button>
          <Button variant="primary" type="submit" form={id} pending={busy}>
            {busy ? messages.committing : messages.commitNow}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} onSubmit={(event) => void submit(event)}>
        {FIELDS.map((field) => (
          <Field key={field} label={messages[field]} placement="above">
            <TextInput
              value={form[field]}
              maxLength={512}
              placeholder={field === "tag" ? `${container.name}:1` : ""}
              onChange={(event) => setForm({ ...form, [field]: event.target.value })}
            />
          </Field>
        ))}
        <CommandLine command={commandOf(container, form)} />
        {problem && <ProblemNote problem={problem} />}
      </form>
    </Dialog>
  );
}

function requestOf(form: CommitForm): CommitRequest {
  const given = FIELDS.flatMap((field) => (form[field].trim() === "" ? [] : [[field, form[field].trim()]]));
  return Object.fromEntries(given);
}

function commandOf({ name }: Container, form: CommitForm): string {
  const { message, author, tag } = requestOf(form);
  return joinWords([
    ...["docker", "commit"],
    ...(message === undefined ? [] : ["-m", message]),
    ...(author === undefined ? [] : ["-a", author]),
    name,
    ...(tag === undefined ? [] : [tag]),
  ]);
}
