import { type ReactNode, useId } from "react";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./FoldedNote.module.css";

interface FoldedNoteProps {
  /** The note in one line. */
  summary: string;
  /** Beside the summary while the note is folded. */
  action?: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** A note as one line that unfolds, so that it leaves the room to the files. */
export function FoldedNote({ summary, action, open, onOpenChange, children }: FoldedNoteProps) {
  const id = useId();
  return (
    <div className={styles.note}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.summary}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => onOpenChange(!open)}
        >
          <Icon name={open ? "chevronDown" : "chevronRight"} size={12} className={styles.turn} />
          <span className={styles.text}>{summary}</span>
        </button>
        {!open && action}
      </div>
      {open && (
        <div id={id} className={styles.content}>
          {children}
        </div>
      )}
    </div>
  );
}
