import type { RefObject } from "react";
import type { Lesson } from "#contract/lesson.ts";
import { useLesson } from "../../state/lessons/lesson.ts";
import { LessonGaps } from "./LessonGaps.tsx";
import { LessonNodes } from "./LessonNodes.tsx";
import styles from "./LessonPane.module.css";
import { messages } from "./messages.ts";

interface LessonStartProps {
  readonly lesson: Lesson;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** What comes before the first step. */
export function LessonStart({ lesson, heading }: LessonStartProps) {
  const view = useLesson((state) => state.view);
  const isPreview = view.phase !== "taken";
  return (
    <>
      <h3 ref={heading} tabIndex={-1} className={styles.heading}>
        {messages.introduction}
      </h3>
      <LessonFacts lesson={lesson} />
      {lesson.intro ? (
        <LessonNodes
          lesson={lesson.id}
          place={`${isPreview ? "" : view.workspace}/intro`}
          nodes={lesson.intro}
          isPreview={isPreview}
        />
      ) : (
        <p>{lesson.description}</p>
      )}
      <LessonGaps gaps={lesson.gaps} />
    </>
  );
}

export function LessonFacts({ lesson: { minutes, steps } }: { lesson: Pick<Lesson, "minutes" | "steps"> }) {
  return (
    <p className={styles.facts}>
      {minutes !== undefined && <span>{messages.minutes(minutes)}</span>}
      <span>{messages.stepCount(steps.length)}</span>
    </p>
  );
}
