import { useEffect } from "react";
import { follow, leaveLook, useFollowing } from "../../state/room/followLook.ts";
import { acceptHelp, homeLink, type MyRoomState } from "../../state/room/myRoom.ts";
import { retryTogether, useTogether } from "../../state/together/together.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import { NotesButton } from "./NotesButton.tsx";
import styles from "./RoomFoot.module.css";

type Joined = Exclude<MyRoomState, { phase: "none" }>;

/** One line of what the teacher wants now: the end, where to look, an offer to help, or notes. */
export function RoomLine({ state, phone }: { state: Joined; phone: boolean }) {
  const following = useFollowing((store) => store.state);
  if (state.phase === "ended") return <Ended />;
  const { help, notes } = state.mine;
  return (
    <>
      {following.phase !== "none" && <LookLine following={following} />}
      {following.phase === "none" && help !== undefined && <HelpLine help={help} />}
      <NotesButton notes={notes} phone={phone} brief={following.phase !== "none" || help !== undefined} />
    </>
  );
}

function Ended() {
  return (
    <div role="status" className={styles.line}>
      <span className={styles.words}>{messages.ended}</span>
      <a className={styles.action} href={homeLink()} download>
        {messages.takeHome}
      </a>
    </div>
  );
}

function LookLine({
  following,
}: {
  following: Exclude<ReturnType<typeof useFollowing.getState>["state"], { phase: "none" }>;
}) {
  const { phase, look, found } = following;
  const dockerfile = useWorkspace(({ content }) => content.settings.dockerfile);
  useLeaveKey(phase === "following");
  const path = look.path ?? dockerfile;
  const words = found ? messages.looking(messages.where(path, look.line)) : messages.notFound(path);
  return (
    <div role="status" className={styles.line}>
      <Icon name="eye" size={14} />
      <span className={styles.words}>{words}</span>
      {phase === "following" ? (
        <button type="button" className={styles.action} onClick={leaveLook}>
          {messages.leaveLook} <kbd className={styles.key}>{messages.leaveKey}</kbd>
        </button>
      ) : (
        <button type="button" className={styles.action} onClick={() => follow(look)}>
          {messages.follow}
        </button>
      )}
    </div>
  );
}

/** Esc leaves, unless it closes something or means something to the editor. */
function useLeaveKey(following: boolean): void {
  useEffect(() => {
    if (!following) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      leaveLook();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [following]);
}

function helpWords({ phase, end, others }: ReturnType<typeof useTogether.getState>): string {
  if (phase === "over") return end === "elsewhere" ? messages.helpElsewhere : messages.helpCannot;
  return others.length === 0 ? messages.helping : messages.typesWith(others.map(({ name }) => name));
}

function HelpLine({ help }: { help: "asked" | "accepted" }) {
  const together = useTogether();
  return (
    <div role="status" className={styles.line}>
      <span className={styles.words}>{help === "asked" ? messages.helpAsked : helpWords(together)}</span>
      {help === "accepted" && together.phase === "over" && (
        <button type="button" className={styles.action} onClick={retryTogether}>
          {messages.helpHere}
        </button>
      )}
      {help === "asked" && (
        <button type="button" className={styles.action} onClick={() => void acceptHelp(true)}>
          {messages.helpAccept}
        </button>
      )}
      <button type="button" className={styles.action} onClick={() => void acceptHelp(false)}>
        {help === "asked" ? messages.helpDecline : messages.helpStop}
      </button>
    </div>
  );
}
