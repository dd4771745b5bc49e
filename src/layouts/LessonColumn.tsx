import { clsx } from "clsx";
import { Panel } from "react-resizable-panels";
import { setLessonFiles, useLessonShown } from "../state/lessons/lessonShown.ts";
import { SplitSeparator } from "../ui/SplitSeparator.tsx";
import styles from "./LessonColumn.module.css";
import { messages } from "./messages.ts";
import { pane } from "./panes.tsx";

/** A lesson where the files are; they fold below it. */
export function LessonColumn() {
  const hasFiles = useLessonShown((state) => state.hasFiles);
  return (
    <>
      <Panel
        id="lesson"
        className={styles.column ?? ""}
        style={{ overflow: "hidden" }}
        defaultSize={370}
        minSize={260}
        maxSize={620}
        collapsible
        groupResizeBehavior="preserve-pixel-size"
      >
        <div className={styles.whole}>
          <div className={styles.lesson} data-pane="lesson">
            {pane.lesson()}
          </div>
          <div className={clsx(styles.files, hasFiles && styles.open)} data-pane="files">
            {pane.files({ fold: { isOpen: hasFiles, onChange: setLessonFiles } })}
          </div>
        </div>
      </Panel>
      <SplitSeparator label={messages.resize.lesson} />
    </>
  );
}
