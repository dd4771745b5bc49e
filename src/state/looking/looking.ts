import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";
import type { ClassEvent, Learner, Look, Room } from "#contract/room.ts";
import { readAsLearner } from "../../api/address.ts";
import { askToHelp, endLearnersHelp, watchClass } from "../../api/rooms.ts";
import { addNotice } from "../page/notices.ts";
import { makeReadOnly } from "../page/readOnly.ts";
import { wantTogether } from "../workspace/together.ts";

/** A teacher's look at the page of a learner. */
export type Looking =
  /** The page is a person's own. */
  | { readonly phase: "off" }
  | { readonly phase: "opening" }
  | {
      readonly phase: "looking";
      readonly room: Room;
      readonly learner: Learner;
      /** Where the class is asked to look. */
      readonly look?: Look;
      /** Whether what happens in the room arrives. */
      readonly connected: boolean;
    }
  /** The learner has left, or the room has ended. */
  | { readonly phase: "over"; readonly why: "left" | "ended"; readonly name: string | undefined; readonly room: string }
  | { readonly phase: "refused"; readonly problem: Problem };

export const useLooking = create<{ readonly looking: Looking }>(() => ({ looking: { phase: "off" } }));

const show = (looking: Looking) => useLooking.setState({ looking });

/** The page is a learner's from now on, and only shows. Resolves once there is something to show. */
export function startLooking(room: string, member: string): Promise<Learner> {
  readAsLearner(member);
  makeReadOnly();
  show({ phase: "opening" });
  const watching = new AbortController();
  const onConnection = (connected: boolean) => {
    const { looking } = useLooking.getState();
    if (looking.phase === "looking") show({ ...looking, connected });
  };
  return new Promise((resolve) => {
    const onEvent = (event: ClassEvent) => {
      const next = afterEvent(useLooking.getState().looking, event, { room, member });
      show(next);
      wantTogether(next.phase === "looking" && next.learner.help === "accepted" ? { room, member } : undefined);
      if (next.phase === "over") watching.abort();
      if (next.phase === "looking" && next.learner.workspace !== undefined) resolve(next.learner);
    };
    void watchClass(room, onEvent, onConnection, watching.signal).then((end) => {
      if (end.kind === "refused") show({ phase: "refused", problem: end.problem });
    });
  });
}

/** What the page shows after something happened in the room. */
export function afterEvent(
  looking: Looking,
  event: ClassEvent,
  { room, member }: { readonly room: string; readonly member: string },
): Looking {
  const name = looking.phase === "looking" ? looking.learner.name : undefined;
  switch (event.type) {
    case "class": {
      const learner = event.learners.find(({ id }) => id === member);
      if (!learner) return { phase: "over", why: "left", name, room };
      const { room: open, look } = event;
      return { phase: "looking", room: open, learner, connected: true, ...(look && { look }) };
    }
    case "learner":
      return looking.phase === "looking" && event.learner.id === member
        ? { ...looking, learner: event.learner }
        : looking;
    case "left":
      return event.member === member ? { phase: "over", why: "left", name, room } : looking;
    case "look": {
      if (looking.phase !== "looking") return looking;
      const { look: _, ...rest } = looking;
      return event.look ? { ...rest, look: event.look } : rest;
    }
    case "ended":
      return { phase: "over", why: "ended", name, room };
    default:
      return looking;
  }
}

/** Asks the learner whether the teacher may type along. */
export const askLearner = (): Promise<void> => changeHelp(askToHelp);
/** Takes the question back, or ends the help. */
export const endHelping = (): Promise<void> => changeHelp(endLearnersHelp);

async function changeHelp(call: typeof askToHelp): Promise<void> {
  const { looking } = useLooking.getState();
  if (looking.phase !== "looking") return;
  const answer = await call(looking.room.id, looking.learner.id);
  if (!answer.ok) addNotice({ tone: "error", text: `${answer.problem.title}. ${answer.problem.detail}` });
}
