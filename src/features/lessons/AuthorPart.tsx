import type { Lesson, LessonMistake } from "#contract/lesson.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { useLesson } from "../../state/lessons/lesson.ts";
import { sortedMistakes } from "../../state/lessons/mistakes.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./AuthorPart.module.css";
import { messages } from "./messages.ts";

interface AuthorPartProps {
  readonly lesson: Lesson;
  /** The files of the lesson are those of the workspace. */
  readonly isPreview: boolean;
}

/** For whoever writes the lesson: every mistake in its files, and where they are. */
export function AuthorPart({ lesson, isPreview }: AuthorPartProps) {
  const mistakes = useLesson((state) => state.mistakes);
  const about = lesson.source === "folder" ? messages.sourceFolder : messages.sourceTried;
  return (
    <details className={styles.author} open={isPreview || mistakes.length > 0}>
      <summary>
        {messages.author}
        {mistakes.length > 0 && <span className={styles.count}>{mistakes.length}</span>}
      </summary>
      <p className={styles.about}>{isPreview ? messages.previewAbout : about}</p>
      {mistakes.length === 0 && <p>{messages.noMistakes}</p>}
      <MistakeList mistakes={mistakes} canOpen={isPreview} />
    </details>
  );
}

interface MistakeListProps {
  readonly mistakes: readonly LessonMistake[];
  readonly canOpen: boolean;
}

export function MistakeList({ mistakes, canOpen }: MistakeListProps) {
  if (mistakes.length === 0) return null;
  return (
    <ul className={styles.mistakes} aria-label={messages.author}>
      {sortedMistakes(mistakes).map((mistake) => {
        const { severity, message, file, range } = mistake;
        return (
          <li key={`${file}:${range.start.line}:${range.start.character}:${message}`} className={styles.mistake}>
            <span className={styles.icon} data-severity={severity}>
              <Icon name={severity} size={14} />
              <span className="visually-hidden">{messages.severity[severity]}</span>
            </span>
            <span>
              <MistakePlace mistake={mistake} canOpen={canOpen} /> {message}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Leads to the line, if the file is one of the workspace. */
function MistakePlace({ mistake: { file, range }, canOpen }: { mistake: LessonMistake; canOpen: boolean }) {
  const isHere = useWorkspace(({ content }) => canOpen && findFile(content.files, file) !== undefined);
  const words = messages.mistakePlace(file, range.start.line + 1);
  if (!isHere) return <code>{words}</code>;
  return (
    <button type="button" className={styles.place} onClick={() => revealRange(range, file)}>
      {words}
    </button>
  );
}
