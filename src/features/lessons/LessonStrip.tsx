import { goalRows, passed } from "../../state/lessons/goals.ts";
import { lessonOf, stepAt, stepShown, useLesson } from "../../state/lessons/lesson.ts";
import { setLessonOpen, useLessonShown } from "../../state/lessons/lessonShown.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./LessonStrip.module.css";
import { messages } from "./messages.ts";

/** The lesson in one line, on screens without room beside the editor. It opens the lesson. */
export function LessonStrip() {
  const view = useLesson((state) => state.view);
  const isOpen = useLessonShown((state) => state.isOpen);
  const lesson = lessonOf(view);
  const index = stepShown(view);
  const step = lesson && stepAt(lesson, index);
  const rows = goalRows(step?.goals ?? [], view.phase === "taken" ? view.progress.verdicts : []);
  return (
    <button
      type="button"
      className={styles.strip}
      aria-expanded={isOpen}
      title={isOpen ? messages.hide : messages.show}
      onClick={() => setLessonOpen(!isOpen)}
    >
      <Icon name={isOpen ? "chevronUp" : "chevronDown"} />
      <span className={styles.where}>
        {lesson && step ? messages.step(index + 1, lesson.steps.length) : (lesson?.title ?? messages.failed)}
      </span>
      <span className={styles.title}>{step?.title}</span>
      {rows.length > 0 && <span className={styles.goals}>{messages.goalsMet(passed(rows), rows.length)}</span>}
    </button>
  );
}
