import { type FormEvent, useState } from "react";
import type { Problem } from "#contract/problem.ts";
import type { Sent } from "#contract/room.ts";
import { send } from "../../state/class/classActions.ts";
import { useTeachersFiles } from "../../state/class/teachersFiles.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./Dialogs.module.css";
import { FilesField } from "./FilesField.tsx";
import { messages } from "./messages.ts";
import { Recipients, type To, useSendTo } from "./Recipients.tsx";

const KINDS = ["message", "hint", "files"] as const;

/** A message, a hint, or files; to everybody or to some. */
export function SendDialog({ member, onClose }: { member: string | undefined; onClose: () => void }) {
  const [kind, setKind] = useState<Sent["kind"]>("message");
  const [text, setText] = useState("");
  const [paths, setPaths] = useState<ReadonlySet<string>>();
  const [to, setTo] = useState<To>(member === undefined ? { kind: "all" } : { kind: "chosen", members: [member] });
  const [problem, setProblem] = useState<Problem>();
  const sendTo = useSendTo(to);
  const files = useSentFiles(paths);
  const what = kind === "files" ? files : written(kind, text, to);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!sendTo || !what) return;
    const refused = await send(sendTo, what);
    if (refused) setProblem(refused);
    else onClose();
  };
  return (
    <Dialog open onOpenChange={onClose} title={messages.sendTitle}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <fieldset className={styles.kinds}>
          <legend className="visually-hidden">{messages.what}</legend>
          {KINDS.map((one) => (
            <label key={one} className={styles.kind}>
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
              {messages[one]}
            </label>
          ))}
        </fieldset>
        <Recipients to={to} onChange={setTo} />
        {kind === "files" ? (
          <FilesField paths={paths} onChange={setPaths} />
        ) : (
          <Field label={kind === "hint" ? messages.hintText : messages.text} placement="above">
            <textarea
              className={styles.text}
              rows={5}
              required
              maxLength={2000}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </Field>
        )}
        {problem && <ProblemNote problem={problem} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button type="submit" variant="primary" disabled={!sendTo || !what}>
            {messages.send}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function written(kind: "message" | "hint", text: string, to: To): Sent | undefined {
  if (text.trim() === "") return undefined;
  if (kind === "message") return { kind, text };
  return { kind, text, ...(to.kind === "goal" && { goal: to.goal }) };
}

/** The files chosen of the teacher's workspace; all of them if none was taken out. */
function useSentFiles(paths: ReadonlySet<string> | undefined): Sent | undefined {
  const chosen = useTeachersFiles((store) => store.chosen);
  const files = chosen?.files.filter(({ kind, path }) => kind !== "folder" && (paths?.has(path) ?? true)) ?? [];
  if (!chosen || files.length === 0) return undefined;
  return { kind: "files", name: chosen.name || messages.untitled, files };
}
