import { useEffect, useRef } from "react";
import type { Lesson, LessonMistake } from "#contract/lesson.ts";
import { stepShown, useLesson } from "../../state/lessons/lesson.ts";
import { chooseSource, fileOfStep, readLessonSource, useLessonSource } from "../../state/lessons/lessonSource.ts";
import styles from "./LessonSource.module.css";
import { messages } from "./messages.ts";

/** The texts that the lesson is written in, read-only: first that of the step that is shown. Read again as files change. */
export function LessonSource({ lesson: { id, revision } }: { lesson: Lesson }) {
  const { files, chosen } = useLessonSource();
  const step = useLesson(({ view }) => stepShown(view));
  const mistakes = useLesson((state) => state.mistakes);
  useEffect(() => void readLessonSource(id, revision), [id, revision]);
  // Another step has another text.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step is what it follows
  useEffect(() => chooseSource(undefined), [step]);
  const path = chosen?.path ?? fileOfStep(files, step);
  const file = files.find((one) => one.path === path);
  if (!file) return null;
  return (
    <div className={styles.source}>
      <select
        className={styles.files}
        aria-label={messages.sourceFile}
        value={file.path}
        onChange={({ target }) => chooseSource(target.value)}
      >
        {files.map((one) => (
          <option key={one.path}>{one.path}</option>
        ))}
      </select>
      <Lines text={file.text} mistakes={mistakes.filter((one) => one.file === file.path)} line={chosen?.line} />
    </div>
  );
}

interface LinesProps {
  readonly text: string;
  readonly mistakes: readonly LessonMistake[];
  readonly line: number | undefined;
}

function Lines({ text, mistakes, line }: LinesProps) {
  const asked = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another line is asked for
  useEffect(() => asked.current?.scrollIntoView({ block: "nearest" }), [line, text]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, by keyboard too
    <ol className={styles.lines} tabIndex={0} aria-label={messages.sourceText}>
      {text
        .replace(/\n$/, "")
        .split("\n")
        .map((words, number) => {
          const mistake = mistakes.find(({ range }) => range.start.line === number);
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
              key={number}
              ref={number === line ? asked : undefined}
              className={styles.line}
              data-severity={mistake?.severity}
              data-asked={number === line || undefined}
              title={mistake?.message}
            >
              {words}
            </li>
          );
        })}
    </ol>
  );
}
