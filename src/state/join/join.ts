import { create } from "zustand";
import { classPage, joinPage, workspacePage } from "#contract/pagePaths.ts";
import { type Problem, problem } from "#contract/problem.ts";
import { type RoomGreeting, roomCodeSchema } from "#contract/room.ts";
import { getGreeting, joinRoom } from "../../api/rooms.ts";
import { messages } from "./messages.ts";

/** Where somebody is on the way into a room. */
export type JoinState =
  /** Only the code is asked for: none was given, or no room has it. */
  | { readonly phase: "code"; readonly code: string; readonly problem?: Problem }
  | { readonly phase: "looking"; readonly code: string }
  | {
      readonly phase: "greeted";
      readonly code: string;
      readonly greeting: RoomGreeting;
      readonly sending: boolean;
      readonly problem?: Problem;
    };

export const useJoin = create<{ readonly state: JoinState }>(() => ({ state: { phase: "code", code: "" } }));

const show = (state: JoinState) => useJoin.setState({ state });

/** The code as the server knows it; undefined if it can't be one. */
function readCode(typed: string): string | undefined {
  const read = roomCodeSchema.safeParse(typed);
  return read.success ? read.data : undefined;
}

/** Asks which room has this code. */
export async function lookForRoom(typed: string): Promise<void> {
  const code = readCode(typed);
  if (code === undefined) {
    return show({ phase: "code", code: typed, problem: problem("request/invalid", messages.noCode) });
  }
  show({ phase: "looking", code });
  const found = await getGreeting(code);
  if (!found.ok) return show({ phase: "code", code, problem: found.problem });
  history.replaceState(null, "", joinPage(code));
  show({ phase: "greeted", code, greeting: found.value, sending: false });
}

export function tryAnotherCode(): void {
  show({ phase: "code", code: "" });
}

/** Joins as somebody new with a name, or as somebody who was there with a word, and goes to where the work is. */
export async function join(as: { readonly name: string } | { readonly word: string }): Promise<void> {
  const { state } = useJoin.getState();
  if (state.phase !== "greeted" || state.sending) return;
  const { problem: _, ...asked } = state;
  show({ ...asked, sending: true });
  const joined = await joinRoom({ code: state.code, ...as });
  if (!joined.ok) return show({ ...asked, sending: false, problem: joined.problem });
  const { role, room, workspace } = joined.value;
  location.assign(role === "teacher" ? classPage(room) : workspace === undefined ? "/" : workspacePage(workspace));
}
