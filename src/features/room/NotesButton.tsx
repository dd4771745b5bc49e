import { Popover } from "radix-ui";
import type { RoomNote } from "#contract/room.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import { NoteCard } from "./NoteCard.tsx";
import styles from "./RoomFoot.module.css";

interface NotesButtonProps {
  notes: readonly RoomNote[];
  phone: boolean;
  /** Another line has the room: only the count is shown. */
  brief: boolean;
}

/** The newest note as one line; all of them on demand. */
export function NotesButton({ notes, phone, brief }: NotesButtonProps) {
  const newest = notes.at(-1);
  const words = newest ? wordsOf(newest) : "";
  return (
    <>
      <span className="visually-hidden" aria-live="polite">
        {newest && words}
      </span>
      {newest && (
        <Popover.Root>
          <Popover.Trigger className={styles.notes} aria-label={messages.notes(notes.length)} title={words}>
            <Icon name="speech" size={14} />
            {!phone && !brief && <span className={styles.words}>{words}</span>}
            {(phone || brief || notes.length > 1) && <span className={styles.count}>{notes.length}</span>}
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content
              className={styles.panel}
              side="top"
              align="start"
              sideOffset={6}
              collisionPadding={8}
              aria-label={messages.notes(notes.length)}
            >
              <ul className={styles.cards}>
                {notes.toReversed().map((note) => (
                  <NoteCard key={note.id} note={note} />
                ))}
              </ul>
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
    </>
  );
}

function wordsOf({ from, what }: RoomNote): string {
  const text = what.kind === "files" ? messages.files(what.name, what.files.length) : what.text;
  return `${messages.from(from)}: ${visibleText(text.replaceAll(/\s+/g, " "))}`;
}
