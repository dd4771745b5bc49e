import { useState } from "react";
import { learnerPage } from "#contract/pagePaths.ts";
import type { Learner } from "#contract/room.ts";
import { formatClock } from "../../lib/formatClock.ts";
import { homeLink, lowerHandOf, removeFromClass } from "../../state/class/classActions.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./LearnerDialog.module.css";
import { LearnerGoals } from "./LearnerGoals.tsx";
import { stepWords, stuckTime } from "./learnerWords.ts";
import { messages } from "./messages.ts";
import { StateMark } from "./StateMark.tsx";
import { WordLine } from "./WordLine.tsx";

interface LearnerDialogProps {
  room: string;
  learner: Learner;
  steps: number | undefined;
  now: number;
  onSend: () => void;
  onClose: () => void;
}

/** One learner, and what a teacher can do for them. */
export function LearnerDialog({ room, learner, steps, now, onSend, onClose }: LearnerDialogProps) {
  const { id, name, hand, problem } = learner;
  const stuck = stuckTime(learner, now);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={name}>
      <div className={styles.card}>
        <p className={styles.facts}>
          <StateMark state={learner.state} />
          <span>{stepWords(learner, steps)}</span>
          {stuck && <span>{messages.stuckFor(stuck)}</span>}
          <span>{messages.joined(formatClock(learner.joinedAt, now))}</span>
        </p>
        {problem && <ProblemNote problem={problem} />}
        <div className={styles.buttons}>
          <a className={styles.main} href={learnerPage(room, id)}>
            {messages.open}
          </a>
          <Button onClick={onSend}>{messages.send}</Button>
          {hand !== undefined && <Button onClick={() => void lowerHandOf(id, name)}>{messages.lowerHand}</Button>}
        </div>
        <LearnerGoals learner={learner} />
        <div className={styles.section}>
          <WordLine member={id} title={messages.word} about={messages.wordAbout} />
        </div>
        <div className={styles.section}>
          <a href={homeLink(id)} download>
            {messages.takeHome}
          </a>
        </div>
        <Removal id={id} name={name} onClose={onClose} />
      </div>
    </Dialog>
  );
}

function Removal({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    if (!(await removeFromClass(id, name))) onClose();
  };
  if (!asking) {
    return (
      <div className={styles.section}>
        <Button variant="danger" onClick={() => setAsking(true)}>
          {messages.removeLearner}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.section} role="alert">
      <p>{messages.removeAbout(name)}</p>
      <div className={styles.buttons}>
        <Button variant="danger" onClick={() => void remove()}>
          {messages.remove}
        </Button>
        <Button onClick={() => setAsking(false)}>{messages.keep}</Button>
      </div>
    </div>
  );
}
