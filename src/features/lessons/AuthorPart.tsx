import type { Lesson, LessonMistake } from "#contract/lesson.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { useLesson } from "../../state/lessons/lesson.ts";
import { chooseSource, useLessonSource } from "../../state/lessons/lessonSource.ts";
import { sortedMistakes } from "../../state/lessons/mistakes.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./AuthorPart.module.css";
import { LessonSource } from "./LessonSource.tsx";
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
      <MistakeList mistakes={mistakes} canOpen={isPreview} inSource={!isPreview} />
      {!isPreview && <LessonSource lesson={lesson} />}
    </details>
  );
}

interface MistakeListProps {
  readonly mistakes: readonly LessonMistake[];
  /** Their files are in the workspace. */
  readonly canOpen: boolean;
  /** Their files are shown below. */
  readonly inSource?: boolean;
}

export function MistakeList({ mistakes, canOpen, inSource = false }: MistakeListProps) {
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
              <MistakePlace mistake={mistake} canOpen={canOpen} inSource={inSource} /> {message}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

interface MistakePlaceProps {
  readonly mistake: LessonMistake;
  readonly canOpen: boolean;
  readonly inSource: boolean;
}

/** Leads to the line, if the file is one of the workspace or of the source below. */
function MistakePlace({ mistake: { file, range }, canOpen, inSource }: MistakePlaceProps) {
  const isHere = useWorkspace(({ content }) => canOpen && findFile(content.files, file) !== undefined);
  const isBelow = useLessonSource(({ files }) => inSource && files.some(({ path }) => path === file));
  const words = messages.mistakePlace(file, range.start.line + 1);
  if (!isHere && !isBelow) return <code>{words}</code>;
  const onClick = () => (isHere ? revealRange(range, file) : chooseSource(file, range.start.line));
  return (
    <button type="button" className={styles.place} onClick={onClick}>
      {words}
    </button>
  );
}
