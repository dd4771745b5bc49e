import type { RoomNote } from "#contract/room.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { putAway } from "../../state/room/myRoom.ts";
import { type SentFiles, takeAsWorkspace, takeBeside } from "../../state/room/takeFiles.ts";
import { Button } from "../../ui/Button.tsx";
import { messages } from "./messages.ts";
import styles from "./RoomFoot.module.css";

/** One thing that the teacher sent. */
export function NoteCard({ note: { id, at, from, what } }: { note: RoomNote }) {
  return (
    <li className={styles.card}>
      <p className={styles.by}>
        {messages.from(from)} · {formatClock(at, Date.now())}
        {what.kind === "hint" && <span className={styles.kind}>{messages.hint}</span>}
      </p>
      {what.kind === "files" ? <FileList sent={what} /> : <p className={styles.text}>{visibleText(what.text)}</p>}
      <div className={styles.buttons}>
        {what.kind === "files" && (
          <>
            <Button variant="primary" onClick={() => take(id, what, "beside")}>
              {messages.take}
            </Button>
            <Button onClick={() => take(id, what, "apart")}>{messages.takeApart}</Button>
          </>
        )}
        <Button variant="quiet" onClick={() => void putAway(id)}>
          {messages.putAway}
        </Button>
      </div>
    </li>
  );
}

function take(note: string, sent: SentFiles, where: "beside" | "apart"): void {
  if (where === "beside") takeBeside(sent);
  else void takeAsWorkspace(sent);
  void putAway(note);
}

function FileList({ sent }: { sent: SentFiles }) {
  return (
    <>
      <p className={styles.text}>{messages.files(sent.name, sent.files.length)}</p>
      <ul className={styles.files}>
        {sent.files.map(({ path }) => (
          <li key={path}>{visibleText(path)}</li>
        ))}
      </ul>
      <p className={styles.about}>{messages.takeAbout}</p>
    </>
  );
}
