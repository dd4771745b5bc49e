import { useState } from "react";
import { closeOpenedImage, useOpenedImage } from "../../state/images/openedImage.ts";
import { ImageDockerfile } from "./ImageDockerfile.tsx";
import { messages } from "./messages.ts";
import styles from "./OpenedImageNote.module.css";

/** Says that an image from the list is shown, and leads back. */
export function OpenedImageNote() {
  const opened = useOpenedImage((state) => state.opened);
  const [shown, setShown] = useState<string>();
  if (!opened) return null;
  const isShown = shown === opened.id;
  return (
    <div className={styles.note}>
      <span className={styles.text} role="status" title={opened.id}>
        {messages.opened(opened.name)}
      </span>
      <button
        type="button"
        className={styles.link}
        aria-expanded={isShown}
        onClick={() => setShown(isShown ? undefined : opened.id)}
      >
        {messages.dockerfile} {isShown ? "▴" : "▾"}
      </button>
      {opened.before !== undefined && (
        <button type="button" className={styles.link} onClick={closeOpenedImage}>
          {messages.back}
        </button>
      )}
      {isShown && <ImageDockerfile id={opened.id} name={opened.name} />}
    </div>
  );
}
