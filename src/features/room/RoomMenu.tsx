import { Popover } from "radix-ui";
import type { MyRoom } from "#contract/room.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { homeLink, leave } from "../../state/room/myRoom.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import { NoteList } from "./NoteCard.tsx";
import styles from "./RoomFoot.module.css";

/** The room's name: who one is in it, what is stored, and the ways out; on a phone also what the teacher sent. */
export function RoomMenu({ mine: { room, me, notes }, phone }: { mine: MyRoom; phone: boolean }) {
  const told = phone ? notes.length : 0;
  return (
    <Popover.Root>
      <Popover.Trigger
        className={styles.name}
        data-told={told > 0 || undefined}
        aria-label={told > 0 ? `${messages.room(room.name)}, ${messages.notes(told)}` : messages.room(room.name)}
        title={room.name}
      >
        {phone ? (
          <Icon name={told > 0 ? "speech" : "info"} size={14} />
        ) : (
          <span className={styles.words}>{room.name}</span>
        )}
        {told > 0 && told}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={messages.room(room.name)}
        >
          {told > 0 && <NoteList notes={notes} />}
          <p className={styles.title}>{room.name}</p>
          <p>
            {messages.you(me.name)} {messages.ends(formatClock(room.endsAt, Date.now()))}
          </p>
          <p className={styles.about}>{messages.stored}</p>
          <p>
            <a href={homeLink()} download>
              {messages.takeHome}
            </a>
            <span className={styles.about}> · {messages.takeHomeAbout}</span>
          </p>
          <div className={styles.buttons}>
            <Button onClick={() => void leave()}>{messages.leave}</Button>
          </div>
          <p className={styles.about}>{messages.leaveAbout}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
