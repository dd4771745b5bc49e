import { type FormEvent, useId, useState } from "react";
import type { Container } from "#contract/container.ts";
import type { Problem } from "#contract/problem.ts";
import { joinWords } from "../../lib/shellWords.ts";
import { rename } from "../../state/containers/containerActions.ts";
import { closeContainerDialog } from "../../state/containers/containerDialog.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field, TextInput } from "../../ui/Field.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { CommandLine } from "./CommandLine.tsx";
import styles from "./CommitDialog.module.css";
import { messages } from "./messages.ts";

export function RenameDialog({ container }: { container: Container }) {
  const form = useId();
  const [name, setName] = useState(container.name);
  const [problem, setProblem] = useState<Problem>();
  const wanted = name.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refused = await rename(container, wanted);
    if (refused) setProblem(refused);
    else closeContainerDialog();
  };
  return (
    <Dialog
      open
      onOpenChange={closeContainerDialog}
      title={messages.renameTitle(container.name)}
      footer={
        <>
          <Button onClick={closeContainerDialog}>{messages.cancel}</Button>
          <Button variant="primary" type="submit" form={form} disabled={wanted === "" || wanted === container.name}>
            {messages.renameNow}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)}>
        <Field label={messages.newName} placement="above">
          <TextInput value={name} maxLength={128} onChange={(event) => setName(event.target.value)} />
        </Field>
        <CommandLine command={joinWords(["docker", "rename", container.name, wanted])} />
        {problem && <ProblemNote problem={problem} />}
      </form>
    </Dialog>
  );
}
