import type { Room } from "#contract/room.ts";
import { endClass, resultsLink } from "../../state/class/classActions.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import styles from "./Dialogs.module.css";
import { messages } from "./messages.ts";

const DAY_MS = 86_400_000;

/** Ending a room is final: says what goes, and when. */
export function EndDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const end = () => {
    void endClass();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={messages.endTitle}
      description={messages.endAbout}
      footer={
        <>
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button variant="danger" onClick={end}>
            {messages.endNow}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{removal(room.keepDays)}</p>
        <p className={styles.links}>
          <a href={resultsLink("csv")} download>
            {messages.resultsCsv}
          </a>
          <a href={resultsLink("json")} download>
            {messages.resultsJson}
          </a>
        </p>
      </div>
    </Dialog>
  );
}

function removal(keepDays: number): string {
  if (keepDays === 0) return messages.removedNow;
  const day = new Date(Date.now() + keepDays * DAY_MS);
  return messages.removedLater(day.toLocaleDateString("en-US", { month: "long", day: "numeric", year: "numeric" }));
}
