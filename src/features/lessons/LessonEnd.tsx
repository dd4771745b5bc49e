import { type RefObject, useEffect } from "react";
import type { Lesson } from "#contract/lesson.ts";
import { useKnownLessons } from "../../state/lessons/knownLessons.ts";
import { useLesson } from "../../state/lessons/lesson.ts";
import { lessonAfter, listOfLessons } from "../../state/lessons/lessonList.ts";
import { chooseLesson } from "../../state/lessons/startLesson.ts";
import { Button } from "../../ui/Button.tsx";
import { LessonNodes } from "./LessonNodes.tsx";
import styles from "./LessonPane.module.css";
import { messages } from "./messages.ts";

interface LessonEndProps {
  readonly lesson: Lesson;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** What comes after the last step, and what to do next. */
export function LessonEnd({ lesson, heading }: LessonEndProps) {
  const view = useLesson((state) => state.view);
  const isPreview = view.phase !== "taken";
  const known = useKnownLessons(({ lessons }) => lessons);
  useEffect(() => void listOfLessons(), []);
  const next = known && lessonAfter(known, lesson.id);
  return (
    <>
      <h3 ref={heading} tabIndex={-1} className={styles.heading}>
        {messages.end}
      </h3>
      {lesson.finish ? (
        <LessonNodes
          lesson={lesson.id}
          place={`${isPreview ? "" : view.workspace}/end`}
          nodes={lesson.finish}
          isPreview={isPreview}
        />
      ) : (
        <p>{messages.done}</p>
      )}
      {known && !isPreview && (
        <div className={styles.next}>
          <h4>{messages.whatNext}</h4>
          {next && <p className={styles.about}>{next.description}</p>}
          {next ? (
            <Button variant="primary" onClick={() => void chooseLesson(next)}>
              {messages.nextLesson(next.title)}
            </Button>
          ) : (
            <p>{messages.noMore}</p>
          )}
        </div>
      )}
    </>
  );
}
