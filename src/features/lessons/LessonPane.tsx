import { openLessonAgain } from "../../state/lessons/followLesson.ts";
import { lessonOf, stepShown, useLesson } from "../../state/lessons/lesson.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { AuthorPart } from "./AuthorPart.tsx";
import { LessonEnd } from "./LessonEnd.tsx";
import { LessonFoot } from "./LessonFoot.tsx";
import styles from "./LessonPane.module.css";
import { LessonStart } from "./LessonStart.tsx";
import { LessonStepText } from "./LessonStepText.tsx";
import { messages } from "./messages.ts";
import { PreviewBar } from "./PreviewBar.tsx";
import { StepMarks } from "./StepMarks.tsx";
import { useStepHeading } from "./useStepHeading.ts";

/** The lesson of the workspace: the step that is shown, its goals, and the way on. */
export function LessonPane() {
  const { view, problem } = useLesson();
  const step = stepShown(view);
  const { heading, body } = useStepHeading();
  const lesson = lessonOf(view);
  if (view.phase === "failed") {
    return (
      <section className={styles.pane} aria-label={messages.pane}>
        <div className={styles.body}>
          <ProblemNote
            problem={view.problem}
            action={<Button onClick={() => void openLessonAgain()}>{messages.tryAgain}</Button>}
          />
        </div>
      </section>
    );
  }
  if (!lesson) return null;
  const done = view.phase === "taken" ? view.progress.done : [];
  return (
    <section className={styles.pane} aria-label={messages.pane}>
      <header className={styles.header}>
        <h2 className={styles.title}>{lesson.title}</h2>
        <StepMarks lesson={lesson} step={step} done={done} />
      </header>
      {view.phase === "preview" && <PreviewBar lesson={lesson.id} />}
      <div ref={body} className={styles.body}>
        {problem && <ProblemNote problem={problem} />}
        {step < 0 && <LessonStart lesson={lesson} heading={heading} />}
        {step >= 0 && step < lesson.steps.length && <LessonStepText lesson={lesson} step={step} heading={heading} />}
        {step >= lesson.steps.length && <LessonEnd lesson={lesson} heading={heading} />}
        {lesson.source !== "built-in" && <AuthorPart lesson={lesson} isPreview={view.phase === "preview"} />}
      </div>
      <LessonFoot lesson={lesson} />
    </section>
  );
}
