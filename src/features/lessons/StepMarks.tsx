import { clsx } from "clsx";
import type { Lesson } from "#contract/lesson.ts";
import { goToStep } from "../../state/lessons/moveLesson.ts";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import styles from "./StepMarks.module.css";

interface StepMarksProps {
  readonly lesson: Lesson;
  readonly step: number;
  readonly done: readonly number[];
}

/** How far one is, and the way to any step. */
export function StepMarks({ lesson, step, done }: StepMarksProps) {
  return (
    <nav aria-label={messages.steps}>
      <ol className={styles.steps}>
        {lesson.steps.map(({ title }, index) => {
          const isDone = done.includes(index);
          const name = `${index + 1}. ${title}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its number
            <li key={index}>
              <button
                type="button"
                className={clsx(styles.step, isDone && styles.done)}
                aria-label={messages.stepName(name, isDone)}
                aria-current={index === step ? "step" : undefined}
                title={name}
                onClick={() => void goToStep(index)}
              >
                {isDone ? <Icon name="check" size={12} /> : index + 1}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
