import { useClass } from "../../state/class/class.ts";
import type { OpenClass } from "../../state/class/classState.ts";
import { timeAtServer } from "../../state/page/serverTime.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { EndDialog } from "./EndDialog.tsx";
import { LearnerDialog } from "./LearnerDialog.tsx";
import { LookDialog } from "./LookDialog.tsx";
import { messages } from "./messages.ts";
import { SendDialog } from "./SendDialog.tsx";
import { TimerDialog } from "./TimerDialog.tsx";
import { WordLine } from "./WordLine.tsx";

/** What the teacher is asked, one thing at a time. */
export type Asking =
  | { readonly kind: "learner"; readonly member: string }
  /** To this learner, if one is named. */
  | { readonly kind: "send"; readonly member?: string }
  | { readonly kind: "look" }
  | { readonly kind: "timer" }
  | { readonly kind: "teacher" }
  | { readonly kind: "end" };

interface ClassDialogsProps {
  state: OpenClass;
  asking: Asking | undefined;
  onAsk: (asking: Asking | undefined) => void;
}

export function ClassDialogs({ state: { room, learners }, asking, onAsk }: ClassDialogsProps) {
  const steps = useClass((store) => store.lesson?.steps.length);
  const close = () => onAsk(undefined);
  switch (asking?.kind) {
    case undefined:
      return null;
    case "learner": {
      const learner = learners.get(asking.member);
      if (!learner) return null;
      const onSend = () => onAsk({ kind: "send", member: learner.id });
      return (
        <LearnerDialog
          room={room.id}
          learner={learner}
          steps={steps}
          now={timeAtServer()}
          onSend={onSend}
          onClose={close}
        />
      );
    }
    case "send":
      return <SendDialog member={asking.member} onClose={close} />;
    case "look":
      return <LookDialog onClose={close} />;
    case "timer":
      return <TimerDialog onClose={close} />;
    case "teacher":
      return (
        <Dialog open onOpenChange={close} title={messages.teacherTitle}>
          <WordLine title={messages.teacherTitle} about={messages.teacherAbout} />
        </Dialog>
      );
    case "end":
      return <EndDialog room={room} onClose={close} />;
  }
}
