import { clsx } from "clsx";
import { setLessonFiles, useLessonShown } from "../state/lessons/lessonShown.ts";
import { SizedPanel } from "../ui/SizedPanel.tsx";
import styles from "./LessonColumn.module.css";
import { messages } from "./messages.ts";
import { pane } from "./panes.tsx";

/** A lesson where the files are; they fold below it. */
export function LessonColumn() {
  const hasFiles = useLessonShown((state) => state.hasFiles);
  return (
    <SizedPanel
      id="lesson"
      label={messages.resize.lesson}
      axis="width"
      place="before"
      start={370}
      least={260}
      most={620}
      fold={0}
      className={styles.column}
    >
      <div className={styles.whole}>
        <div className={styles.lesson} data-pane="lesson">
          {pane.lesson()}
        </div>
        <div className={clsx(styles.files, hasFiles && styles.open)} data-pane="files">
          {pane.files({ fold: { isOpen: hasFiles, onChange: setLessonFiles } })}
        </div>
      </div>
    </SizedPanel>
  );
}
