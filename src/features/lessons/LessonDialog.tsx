import { useEffect } from "react";
import { loadAsked, useAskedLesson } from "../../state/lessons/askedLesson.ts";
import { askAboutLesson, useLessonShown } from "../../state/lessons/lessonShown.ts";
import { continueLesson, startLesson } from "../../state/lessons/startLesson.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { MistakeList } from "./AuthorPart.tsx";
import styles from "./LessonDialog.module.css";
import { LessonGaps } from "./LessonGaps.tsx";
import { LessonFacts } from "./LessonStart.tsx";
import { messages } from "./messages.ts";

/** What somebody should know of a lesson before it starts. */
export function LessonDialog() {
  const asked = useLessonShown((state) => state.asked);
  const { lesson, mistakes, taken, problem } = useAskedLesson();
  useEffect(() => void (asked && loadAsked(asked.lesson)), [asked]);
  if (!asked) return null;
  const close = () => askAboutLesson(undefined);
  const begin = () => {
    close();
    void startLesson(asked.lesson, asked.step);
  };
  const goOn = (workspace: string) => {
    close();
    void continueLesson(workspace, asked.step);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={lesson?.title ?? messages.pane}
      footer={
        <>
          <Button onClick={close}>{messages.cancel}</Button>
          {taken && <Button onClick={() => goOn(taken)}>{messages.openTaken}</Button>}
          <Button variant="primary" disabled={!lesson} onClick={begin}>
            {startWord(taken, asked.step)}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {!lesson && !problem && <Spinner label={messages.loading} />}
        {problem && <ProblemNote problem={problem} />}
        {lesson && (
          <>
            <p>{lesson.description}</p>
            <LessonFacts lesson={lesson} />
            <LessonGaps gaps={lesson.gaps} />
          </>
        )}
        {mistakes.length > 0 && <p className={styles.title}>{messages.mistakesInFiles(mistakes.length)}</p>}
        <MistakeList mistakes={mistakes} canOpen={false} />
      </div>
    </Dialog>
  );
}

function startWord(taken: string | undefined, step: number | undefined): string {
  if (taken !== undefined) return messages.startOver;
  return step === undefined || step < 1 ? messages.start : messages.startAt(step + 1);
}
