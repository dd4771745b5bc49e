import { type FormEvent, useState } from "react";
import type { Problem } from "#contract/problem.ts";
import { showTeach, teach, useTeach } from "../../state/class/teach.ts";
import { useMe } from "../../state/room/me.ts";
import { useOpenWorkspace } from "../../state/workspace/openWorkspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field, Select, TextInput } from "../../ui/Field.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { messages } from "./messages.ts";
import { RoomList } from "./RoomList.tsx";
import { type Draft, KEEP_DAYS, newDraft, roomOf } from "./roomDraft.ts";
import { StartFields } from "./StartFields.tsx";
import styles from "./TeachDialog.module.css";

/** Asks what a room needs, and opens it. */
export function TeachDialog() {
  const asksWord = useMe(({ me }) => me?.teacherWord === true);
  const workspace = useOpenWorkspace((store) => store.id);
  const lessons = useTeach((store) => store.lessons);
  const [draft, setDraft] = useState(() => newDraft(Date.now()));
  const [problem, setProblem] = useState<Pick<Problem, "title" | "detail" | "next">>();
  const [sending, setSending] = useState(false);
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const room = roomOf(draft, { workspace, lessons }, Date.now());
    if (!room) return setProblem(messages.endPassed);
    setSending(true);
    const refused = await teach(room);
    setSending(false);
    setProblem(refused);
  };
  return (
    <Dialog open onOpenChange={showTeach} title={messages.title} description={messages.about}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Field label={messages.name} placement="above">
          <TextInput
            required
            maxLength={60}
            className={styles.words}
            placeholder={messages.namePlaceholder}
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        </Field>
        <StartFields draft={draft} lessons={lessons} onChange={change} />
        <div className={styles.row}>
          <Field label={messages.learners} placement="above">
            <TextInput
              type="number"
              required
              min={1}
              max={500}
              value={draft.learners}
              onChange={({ target }) => change({ learners: target.value })}
            />
          </Field>
          <Field label={messages.ends} placement="above">
            <TextInput
              type="datetime-local"
              required
              value={draft.ends}
              onChange={({ target }) => change({ ends: target.value })}
            />
          </Field>
        </div>
        <Field label={messages.keep} placement="above">
          <Select
            className={styles.words}
            value={draft.keepDays}
            onChange={({ target }) => change({ keepDays: Number(target.value) })}
          >
            {KEEP_DAYS.map((days) => (
              <option key={days} value={days}>
                {messages.keepDays(days)}
              </option>
            ))}
          </Select>
        </Field>
        <label className={styles.choice}>
          <input type="checkbox" checked={draft.live} onChange={({ target }) => change({ live: target.checked })} />
          {messages.live}
        </label>
        {asksWord && (
          <Field label={messages.word} placement="above">
            <TextInput
              required
              maxLength={100}
              type="password"
              title={messages.wordAbout}
              value={draft.word}
              onChange={({ target }) => change({ word: target.value })}
            />
          </Field>
        )}
        {problem && <ProblemNote problem={problem} />}
        <div className={styles.buttons}>
          <Button onClick={() => showTeach(false)}>{messages.cancel}</Button>
          <Button type="submit" variant="primary" pending={sending}>
            {sending ? messages.opening : messages.open}
          </Button>
        </div>
      </form>
      <RoomList />
    </Dialog>
  );
}
