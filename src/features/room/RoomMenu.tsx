import { Popover } from "radix-ui";
import type { MyRoom } from "#contract/room.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { homeLink, leave } from "../../state/room/myRoom.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import styles from "./RoomFoot.module.css";

/** The room's name: who one is in it, what is stored, and the ways out. */
export function RoomMenu({ mine: { room, me }, phone }: { mine: MyRoom; phone: boolean }) {
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.name} aria-label={messages.room(room.name)} title={room.name}>
        {phone ? <Icon name="info" size={14} /> : <span className={styles.words}>{room.name}</span>}
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
