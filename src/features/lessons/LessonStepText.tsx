import type { RefObject } from "react";
import type { Lesson, LessonNode } from "#contract/lesson.ts";
import { goalRows } from "../../state/lessons/goals.ts";
import { stepAt, useLesson } from "../../state/lessons/lesson.ts";
import { restartStep } from "../../state/lessons/moveLesson.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { FoldedPart } from "./FoldedPart.tsx";
import { GoalList } from "./GoalList.tsx";
import { GoalNews } from "./GoalNews.tsx";
import { LessonNodes } from "./LessonNodes.tsx";
import styles from "./LessonPane.module.css";
import { messages } from "./messages.ts";

interface LessonStepTextProps {
  readonly lesson: Lesson;
  readonly step: number;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** One step: what to do, what holds in the end, a hint, and the way to begin again. */
export function LessonStepText({ lesson, step: index, heading }: LessonStepTextProps) {
  const view = useLesson((state) => state.view);
  const step = stepAt(lesson, index);
  if (!step) return null;
  const isPreview = view.phase !== "taken";
  const rows = goalRows(step.goals, isPreview ? [] : view.progress.verdicts);
  const place = `${isPreview ? "" : view.workspace}/${index}`;
  const text = (nodes: readonly LessonNode[], part: string) => (
    <LessonNodes lesson={lesson.id} key={part} place={`${place}/${part}`} nodes={nodes} isPreview={isPreview} />
  );
  return (
    <>
      <h3 ref={heading} tabIndex={-1} className={styles.heading}>
        {step.title || messages.step(index + 1, lesson.steps.length)}
      </h3>
      {text(step.text, "text")}
      <GoalList rows={rows} />
      <GoalNews key={place} rows={rows} />
      {step.hint && (
        <FoldedPart key={`${place}/hint`} place={`${place}/hint`} className={styles.hint}>
          <summary>{messages.hint}</summary>
          {text(step.hint, "hint")}
        </FoldedPart>
      )}
      {!isPreview && (
        <Button
          variant="quiet"
          className={styles.again}
          title={messages.againTitle}
          onClick={() => void restartStep(index)}
        >
          <Icon name="history" size={14} />
          {messages.again}
        </Button>
      )}
    </>
  );
}
