import { useState } from "react";
import { homeLink, leave } from "../../state/room/myRoom.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { messages } from "./messages.ts";
import styles from "./RoomFoot.module.css";

/** Said once, over everything: nothing on the page works anymore, and what was made is kept to be taken home, or removed. */
export function RoomEnded({ kept, removed }: { kept: boolean; removed: boolean | undefined }) {
  const [open, setOpen] = useState(true);
  const about = kept ? messages.endedAbout : messages.endedRemoved;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={removed ? messages.removed : messages.ended}
      description={removed ? messages.removedAbout : about}
      footer={<Button onClick={() => void leave()}>{messages.leave}</Button>}
    >
      {kept && (
        <p>
          <a href={homeLink()} download>
            {messages.takeHome}
          </a>
          <span className={styles.about}> · {messages.takeHomeAbout}</span>
        </p>
      )}
    </Dialog>
  );
}
