import { useEffect } from "react";
import type { Help, MyRoom } from "#contract/room.ts";
import { follow, leaveLook, useFollowing } from "../../state/room/followLook.ts";
import { acceptHelp, homeLink, stopHelp } from "../../state/room/myRoom.ts";
import { retryTogether, useTogether } from "../../state/workspace/together.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Icon } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";
import { NotesButton } from "./NotesButton.tsx";
import styles from "./RoomFoot.module.css";

/** One line of what the teacher wants now: where to look, an offer to help, or notes. */
export function RoomLine({ mine: { help, notes }, phone }: { mine: MyRoom; phone: boolean }) {
  const following = useFollowing((store) => store.state);
  return (
    <>
      {following.phase !== "none" && <LookLine following={following} />}
      {following.phase === "none" && help !== undefined && <HelpLine help={help} />}
      <NotesButton notes={notes} hidden={phone} brief={following.phase !== "none" || help !== undefined} />
    </>
  );
}

export function EndedLine({ kept, removed }: { kept: boolean; removed: boolean | undefined }) {
  return (
    <div role="status" className={styles.line}>
      <span className={styles.words}>{removed ? messages.removed : messages.ended}</span>
      {kept && (
        <a className={styles.action} href={homeLink()} download>
          {messages.takeHome}
        </a>
      )}
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

/** Who types along, for as long as the learner wants. */
function TogetherLine() {
  const together = useTogether();
  return (
    <div role="status" className={styles.line}>
      <span className={styles.words}>{togetherWords(together)}</span>
      {together.phase === "over" && (
        <button type="button" className={styles.action} onClick={retryTogether}>
          {messages.helpHere}
        </button>
      )}
      <button type="button" className={styles.action} onClick={() => void stopHelp()}>
        {messages.helpStop}
      </button>
    </div>
  );
}

function togetherWords({ phase, end, others }: ReturnType<typeof useTogether.getState>): string {
  if (phase === "over") return end === "elsewhere" ? messages.helpElsewhere : messages.helpCannot;
  return others.length === 0 ? messages.helping : messages.typeWith(others.length);
}

function HelpLine({ help }: { help: Help }) {
  if (help === "accepted") return <TogetherLine />;
  return (
    <div role="status" className={styles.line}>
      <span className={styles.words}>{messages.helpAsked}</span>
      <button type="button" className={styles.action} onClick={() => void acceptHelp(true)}>
        {messages.helpAccept}
      </button>
      <button type="button" className={styles.action} onClick={() => void acceptHelp(false)}>
        {messages.helpDecline}
      </button>
    </div>
  );
}
