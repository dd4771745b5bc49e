import { useEffect } from "react";
import { classPage } from "#contract/pagePaths.ts";
import { offerCommands } from "../../state/commands/lateCommands.ts";
import { askLearner, endHelping, useLooking } from "../../state/looking/looking.ts";
import { showHere, stopShowing } from "../../state/room/showHere.ts";
import { teacherCommands } from "../../state/room/teacherCommands.ts";
import { retryTogether, useTogether } from "../../state/workspace/together.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./Looking.module.css";
import { messages } from "./messages.ts";

/** Says that the page is a learner's, and offers to help. */
export function LookingLine() {
  const looking = useLooking((state) => state.looking);
  const together = useTogether();
  const taught = looking.phase === "looking" ? looking.room.id : undefined;
  useEffect(() => (taught === undefined ? undefined : offerCommands(teacherCommands(taught))), [taught]);
  if (looking.phase !== "looking") return null;
  const { learner, room, connected, look } = looking;
  const { name, help } = learner;
  const isWith = help === "accepted" && together.phase === "on" && together.others.length > 0;
  return (
    <section className={styles.line} aria-label={messages.looking(name)}>
      <Icon name={isWith ? "pencil" : "eye"} className={styles.icon} />
      <output className={styles.text}>
        {connected ? <Words name={name} help={help} isWith={isWith} /> : messages.disconnected}
      </output>
      <Button onClick={() => void showHere(room.id)} title={messages.lookAbout}>
        {messages.look}
      </Button>
      {look && <Button onClick={() => void stopShowing(room.id)}>{messages.stopLook}</Button>}
      {help === undefined && <Button onClick={() => void askLearner()}>{messages.ask}</Button>}
      {help === "asked" && <Button onClick={() => void endHelping()}>{messages.takeBack}</Button>}
      {help === "accepted" && together.phase === "over" && <Button onClick={retryTogether}>{messages.tryAgain}</Button>}
      {help === "accepted" && <Button onClick={() => void endHelping()}>{messages.stop}</Button>}
      <a className={styles.back} href={classPage(room.id)}>
        {messages.back}
      </a>
    </section>
  );
}

function Words({ name, help, isWith }: { name: string; help: "asked" | "accepted" | undefined; isWith: boolean }) {
  const end = useTogether((state) => (state.phase === "over" ? state.end : undefined));
  if (isWith) return <Pair first={messages.helping(name)} second={messages.saves(name)} />;
  if (end !== undefined) return messages[END_WORDS[end]];
  if (help === "accepted") return messages.waiting(name);
  if (help === "asked") return messages.asked(name);
  return <Pair first={messages.looking(name)} second={messages.nothingChanges} />;
}

const END_WORDS = { elsewhere: "elsewhere", refused: "cannot", full: "full" } as const;

function Pair({ first, second }: { first: string; second: string }) {
  return (
    <>
      <strong>{first}</strong> {second}
    </>
  );
}
