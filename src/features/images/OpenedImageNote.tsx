import { closeOpenedImage, useOpenedImage } from "../../state/images/openedImage.ts";
import { messages } from "./messages.ts";
import styles from "./OpenedImageNote.module.css";

/** Says that an image from the list is shown, and leads back. */
export function OpenedImageNote() {
  const opened = useOpenedImage((state) => state.opened);
  if (!opened) return null;
  return (
    <div className={styles.note} role="status">
      <span className={styles.text} title={opened.id}>
        {messages.opened(opened.name)}
      </span>
      {opened.before !== undefined && (
        <button type="button" className={styles.link} onClick={closeOpenedImage}>
          {messages.back}
        </button>
      )}
    </div>
  );
}
