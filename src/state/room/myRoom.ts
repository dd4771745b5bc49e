import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";
import type { MyRoom, MyRoomEvent } from "#contract/room.ts";
import type { Result } from "../../api/result.ts";
import {
  answerHelp,
  endHelp,
  homeAddress,
  leaveRoom,
  lowerHand,
  putNoteAway,
  raiseHand,
  watchMyRoom,
} from "../../api/rooms.ts";
import { addNotice } from "../page/notices.ts";
import { setRoomBuilder } from "../page/roomBuilder.ts";
import { startFollowing } from "./followLook.ts";
import { startPresence } from "./presence.ts";

/** The room that this browser is a learner in. */
export type MyRoomState =
  | { readonly phase: "none" }
  | { readonly phase: "in"; readonly mine: MyRoom }
  /** `kept`: what was made can still be taken home. `removed`: the room goes on without this learner. */
  | { readonly phase: "ended"; readonly kept: boolean; readonly removed?: boolean };

export const useMyRoom = create<{ readonly state: MyRoomState }>(() => ({ state: { phase: "none" } }));

/** Call once, in a learner's browser: follows the room until it ends, and tells it what the learner does. */
export async function startMyRoom(): Promise<void> {
  const stop = new AbortController();
  const reportPresence = startPresence(stop.signal);
  startFollowing((listener) =>
    useMyRoom.subscribe(({ state }) => listener(state.phase === "in" ? state.mine.look : undefined)),
  );
  useMyRoom.subscribe(({ state }) => setRoomBuilder(state.phase === "in" ? state.mine.room.builder : undefined));
  const onEvent = (event: MyRoomEvent) => {
    if (event.type === "room") return useMyRoom.setState({ state: { phase: "in", mine: event.mine } });
    const { state } = useMyRoom.getState();
    if (event.removed) return useMyRoom.setState({ state: { phase: "ended", kept: false, removed: true } });
    tellEnd(state.phase !== "in" || state.mine.room.keepDays > 0);
  };
  const end = await watchMyRoom(onEvent, (connected) => connected && reportPresence(), stop.signal);
  stop.abort();
  if (end.kind === "refused") refused(end.problem);
}

/** The room ended while this page was not connected, or the teacher took the learner out of it. */
function refused(problem: Problem): void {
  if (problem.code === "room/ended") {
    tellEnd(true);
    return;
  }
  useMyRoom.setState({ state: { phase: "none" } });
  addNotice({ tone: "error", text: reasonOf(problem) });
}

/** The room has ended, now or before the page was opened. */
export function tellEnd(kept: boolean): void {
  useMyRoom.setState({ state: { phase: "ended", kept } });
}

/** Says why something did not work; what did work comes back as an event of the room. */
async function orTell(call: Promise<Result<void>>): Promise<void> {
  const answer = await call;
  if (!answer.ok) addNotice({ tone: "error", text: reasonOf(answer.problem) });
}

const reasonOf = ({ title, detail }: Problem): string => `${title}. ${detail}`;

export const setHand = (raised: boolean): Promise<void> => orTell(raised ? raiseHand() : lowerHand());
export const putAway = (note: string): Promise<void> => orTell(putNoteAway(note));
export const acceptHelp = (accept: boolean): Promise<void> => orTell(answerHelp(accept));
export const stopHelp = (): Promise<void> => orTell(endHelp());
/** Where the learner's work is downloaded. */
export const homeLink = homeAddress;

/** This browser is nobody's afterward: the word brings the learner back. */
export async function leave(): Promise<void> {
  const left = await leaveRoom();
  if (left.ok) location.assign("/");
  else addNotice({ tone: "error", text: reasonOf(left.problem) });
}
