import type { LessonEntry } from "#contract/lesson.ts";
import type { RoomStart } from "#contract/room.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Field, Select } from "../../ui/Field.tsx";
import { messages } from "./messages.ts";
import type { Draft } from "./roomDraft.ts";
import styles from "./TeachDialog.module.css";

interface StartFieldsProps {
  draft: Draft;
  lessons: readonly LessonEntry[];
  onChange: (changes: Partial<Draft>) => void;
}

/** What learners find when they join: a lesson, a copy of the teacher's workspace, or nothing. */
export function StartFields({ draft, lessons, onChange }: StartFieldsProps) {
  const name = useWorkspace(({ content }) => content.name) || messages.untitled;
  const kinds: readonly (readonly [RoomStart["kind"], string])[] = [
    ...(lessons.length > 0 ? [["lesson", messages.lesson] as const] : []),
    ["workspace", messages.workspace(name)],
    ["empty", messages.empty],
  ];
  const shown = lessons.length === 0 && draft.start === "lesson" ? "empty" : draft.start;
  return (
    <>
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>{messages.start}</legend>
        {kinds.map(([kind, label]) => (
          <label key={kind} className={styles.choice}>
            <input type="radio" name="start" checked={shown === kind} onChange={() => onChange({ start: kind })} />
            {label}
          </label>
        ))}
      </fieldset>
      {shown === "lesson" && (
        <Field label={messages.whichLesson} placement="above">
          <Select
            className={styles.words}
            value={draft.lesson || lessons[0]?.id}
            onChange={({ target }) => onChange({ lesson: target.value })}
          >
            {lessons.map(({ id, title, minutes }) => (
              <option key={id} value={id}>
                {messages.minutes(title, minutes)}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </>
  );
}
