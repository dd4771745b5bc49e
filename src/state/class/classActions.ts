import { create } from "zustand";
import type { BuilderId } from "#contract/health.ts";
import type { Problem } from "#contract/problem.ts";
import type { Look, RoomChanges, SendTo, Sent } from "#contract/room.ts";
import type { Result } from "../../api/result.ts";
import {
  changeRoom,
  clearLook,
  clearMessage,
  clearTimer,
  endRoom,
  getLearnersWord,
  getTeachersWord,
  learnersHomeAddress,
  lowerLearnersHand,
  removeLearner,
  resultsAddress,
  sendToClass,
  setLook,
  setTimer,
} from "../../api/rooms.ts";
import { serverNow } from "../../api/serverClock.ts";
import { useClass } from "./class.ts";
import { messages } from "./messages.ts";

/** What was done last, or why it was not, one line. */
interface ClassDone {
  readonly done?: { readonly tone: "info" | "error"; readonly text: string };
}

export const useClassDone = create<ClassDone>(() => ({}));

export function dismissDone(): void {
  useClassDone.setState({}, true);
}

const roomId = (): string => {
  const { state } = useClass.getState();
  return "room" in state ? state.room.id : "";
};

/** Shows the result of a call: a notice, or the problem. */
async function told<T>(call: Promise<Result<T>>, words: (value: T) => string): Promise<Problem | undefined> {
  const answer = await call;
  if (answer.ok) {
    useClassDone.setState({ done: { tone: "info", text: words(answer.value) } });
    return undefined;
  }
  const { title, detail } = answer.problem;
  useClassDone.setState({ done: { tone: "error", text: `${title}. ${detail}` } });
  return answer.problem;
}

export const send = (to: SendTo, what: Sent) =>
  told(sendToClass(roomId(), to, what), ({ learners }) => messages.sent[what.kind](learners));
export const clearWall = () => told(clearMessage(roomId()), () => messages.wallCleared);

export const lookHere = (look: Look) => told(setLook(roomId(), look), () => messages.looking);
export const stopLooking = () => told(clearLook(roomId()), () => messages.notLooking);

export const startTimer = (minutes: number, title: string) => {
  const timer = { endsAt: serverNow() + minutes * 60_000, ...(title && { title }) };
  return told(setTimer(roomId(), timer), () => messages.timerStarted(minutes));
};
export const stopTimer = () => told(clearTimer(roomId()), () => messages.timerStopped);

/** Lets the learners build live, or stops that. */
export async function allowLive(live: boolean): Promise<void> {
  await changeClass({ live }, messages.live(live));
}

async function changeClass(changes: RoomChanges, words: string): Promise<void> {
  const answer = changeRoom(roomId(), changes);
  await told(answer, () => words);
  const changed = await answer;
  if (!changed.ok) return;
  useClass.setState(({ state }) => ("room" in state ? { state: { ...state, room: changed.value } } : {}));
}

/** Sets the builder of the learners who chose none; `auto` is the server's choice. */
export async function setClassBuilder(builder: BuilderId): Promise<void> {
  await changeClass({ builder }, messages.builder(builder));
}

export const endClass = () => told(endRoom(roomId()), () => messages.ended);
export const lowerHandOf = (member: string, name: string) =>
  told(lowerLearnersHand(roomId(), member), () => messages.lowered(name));
export const removeFromClass = (member: string, name: string) =>
  told(removeLearner(roomId(), member), () => messages.removed(name));

/** The word that brings somebody back, or that makes a teacher if no learner is named. */
export const askWord = (member?: string) =>
  member === undefined ? getTeachersWord(roomId()) : getLearnersWord(roomId(), member);

export const resultsLink = (format: "json" | "csv"): string => resultsAddress(roomId(), format);
export const homeLink = (member: string): string => learnersHomeAddress(roomId(), member);
