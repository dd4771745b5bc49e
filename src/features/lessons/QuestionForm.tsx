import { type FormEvent, useId, useState } from "react";
import type { LessonQuestion } from "#contract/lesson.ts";
import { useLesson } from "../../state/lessons/lesson.ts";
import { answer } from "../../state/lessons/moveLesson.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import styles from "./QuestionForm.module.css";

interface QuestionFormProps {
  readonly question: LessonQuestion;
  readonly isPreview: boolean;
}

type Judged = "right" | "wrong" | "empty";

/** One question of a quiz. The server knows the answer. */
export function QuestionForm({ question: { id, question, choices, several }, isPreview }: QuestionFormProps) {
  const wasRight = useLesson(({ view }) => view.phase === "taken" && view.progress.answered.includes(id));
  const [given, setGiven] = useState<readonly string[]>([]);
  const [judged, setJudged] = useState<Judged>();
  const name = useId();
  const shown = judged ?? (wasRight ? "right" : undefined);
  const give = (next: readonly string[]) => {
    setGiven(next);
    setJudged(undefined);
  };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (given.join("").trim() === "") return setJudged("empty");
    const isRight = await answer(id, given);
    if (isRight !== undefined) setJudged(isRight ? "right" : "wrong");
  };
  return (
    <form className={styles.form} onSubmit={(event) => void onSubmit(event)}>
      <fieldset className={styles.fields} disabled={isPreview}>
        <legend className={styles.question}>{question}</legend>
        {choices && several && <p className={styles.note}>{messages.several}</p>}
        {choices?.map((choice) => (
          <label key={choice} className={styles.choice}>
            <input
              type={several ? "checkbox" : "radio"}
              name={name}
              checked={given.includes(choice)}
              onChange={({ target }) => give(several ? toggled(given, choice, target.checked) : [choice])}
            />
            <span>{choice}</span>
          </label>
        ))}
        {!choices && (
          <input
            className={styles.field}
            aria-label={messages.yourAnswer}
            value={given[0] ?? ""}
            autoComplete="off"
            spellCheck={false}
            maxLength={1000}
            onChange={({ target }) => give([target.value])}
          />
        )}
        <div className={styles.bar}>
          <Button type="submit">{messages.checkAnswer}</Button>
          <Verdict judged={shown} />
        </div>
      </fieldset>
    </form>
  );
}

const WORDS = { right: messages.right, wrong: messages.wrong, empty: messages.noAnswer } as const;
const ICONS = { right: "check", wrong: "error", empty: "info" } as const;

function Verdict({ judged }: { judged: Judged | undefined }) {
  return (
    <span role="status" className={styles.verdict} data-judged={judged}>
      {judged && (
        <>
          <Icon name={ICONS[judged]} size={14} />
          {WORDS[judged]}
        </>
      )}
    </span>
  );
}

function toggled(given: readonly string[], choice: string, isOn: boolean): readonly string[] {
  return isOn ? [...given, choice] : given.filter((one) => one !== choice);
}
