import { leavePreview } from "../../state/lessons/previewLesson.ts";
import { startLesson } from "../../state/lessons/startLesson.ts";
import { Button } from "../../ui/Button.tsx";
import { messages } from "./messages.ts";
import styles from "./PreviewBar.module.css";

/** Says that the lesson shown is a preview of the files beside it. */
export function PreviewBar({ lesson }: { lesson: string }) {
  return (
    <div className={styles.bar}>
      <p className={styles.text}>
        <strong>{messages.preview}</strong> {messages.previewOnly}
      </p>
      <Button onClick={() => void startLesson(lesson, undefined)}>{messages.tryIt}</Button>
      <Button variant="quiet" onClick={leavePreview}>
        {messages.closePreview}
      </Button>
    </div>
  );
}
