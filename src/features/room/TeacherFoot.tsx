import { useEffect } from "react";
import { classPage } from "#contract/pagePaths.ts";
import type { Me } from "#contract/room.ts";
import { offerCommands } from "../../state/commands/lateCommands.ts";
import { showHere, stopShowing } from "../../state/room/showHere.ts";
import { teacherCommands } from "../../state/room/teacherCommands.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import styles from "./RoomFoot.module.css";

type Taught = NonNullable<Me["teaches"]>[number];

/** In a teacher's own workspace: the way to the class, and the class shown what is open here. */
export function TeacherFoot({ room: { room, name, look }, phone }: { room: Taught; phone: boolean }) {
  const dockerfile = useWorkspace(({ content }) => content.settings.dockerfile);
  useEffect(() => offerCommands(teacherCommands(room)), [room]);
  return (
    <div className={styles.room}>
      <a
        className={styles.name}
        href={classPage(room)}
        aria-label={messages.toClass(name)}
        title={messages.toClass(name)}
      >
        {phone ? <Icon name="screen" size={14} /> : <span className={styles.words}>{name}</span>}
      </a>
      <button
        type="button"
        className={styles.hand}
        aria-label={messages.look}
        title={messages.lookAbout}
        onClick={() => void showHere(room)}
      >
        <Icon name="eye" size={14} />
        {!phone && messages.look}
      </button>
      {look && (
        <div role="status" className={styles.line}>
          <span className={styles.words}>{messages.shown(messages.where(look.path ?? dockerfile, look.line))}</span>
          <button
            type="button"
            className={styles.action}
            aria-label={messages.stopLook}
            onClick={() => void stopShowing(room)}
          >
            {messages.helpStop}
          </button>
        </div>
      )}
    </div>
  );
}
