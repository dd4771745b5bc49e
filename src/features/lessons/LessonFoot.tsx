import type { Lesson } from "#contract/lesson.ts";
import { allPassed, goalRows, passed } from "../../state/lessons/goals.ts";
import { stepAt, stepShown, useLesson } from "../../state/lessons/lesson.ts";
import { goToStep } from "../../state/lessons/moveLesson.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./LessonPane.module.css";
import { messages } from "./messages.ts";

/** The way back and on. Goals that are open don't hold anybody up. */
export function LessonFoot({ lesson }: { lesson: Lesson }) {
  const { view, isMoving } = useLesson();
  const step = stepShown(view);
  const last = lesson.steps.length;
  const rows = goalRows(stepAt(lesson, step)?.goals ?? [], view.phase === "taken" ? view.progress.verdicts : []);
  const isReady = allPassed(rows);
  const first = lesson.intro ? -1 : 0;
  return (
    <footer className={styles.foot}>
      {step > first && (
        <Button variant="quiet" pending={isMoving} onClick={() => void goToStep(step - 1)}>
          {messages.back}
        </Button>
      )}
      <p className={styles.note}>{noteOf(rows.length, passed(rows))}</p>
      {step < last && (
        <Button
          variant={isReady ? "primary" : "plain"}
          data-pane-target={isReady || undefined}
          pending={isMoving}
          onClick={() => void goToStep(step + 1)}
        >
          {nextWord(step, last)}
          <Icon name="chevronRight" size={12} />
        </Button>
      )}
    </footer>
  );
}

function noteOf(goals: number, met: number): string {
  if (goals === 0) return "";
  return met === goals ? messages.ready : messages.open(goals - met);
}

function nextWord(step: number, last: number): string {
  if (step < 0) return messages.begin;
  return step === last - 1 ? messages.finish : messages.next;
}
