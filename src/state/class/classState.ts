import type { Problem } from "#contract/problem.ts";
import type { ClassEvent, Learner, Look, Room, RoomTimer } from "#contract/room.ts";

/** A room as its teachers see it. */
export type ClassState =
  | { readonly phase: "loading" }
  | { readonly phase: "refused"; readonly problem: Problem }
  | OpenClass;

export interface OpenClass {
  readonly phase: "open" | "ended";
  readonly room: Room;
  readonly learners: ReadonlyMap<string, Learner>;
  readonly look?: Look;
  readonly timer?: RoomTimer;
  /** The last message to everybody. */
  readonly message?: string;
}

/** What an event makes of a class. Nothing is known before the first `class`. */
export function applyClassEvent(state: ClassState, event: ClassEvent): ClassState {
  if (event.type === "class") return opened(event);
  if (!("room" in state)) return state;
  switch (event.type) {
    case "learner":
      return { ...state, learners: new Map(state.learners).set(event.learner.id, event.learner) };
    case "left":
      return { ...state, learners: new Map([...state.learners].filter(([id]) => id !== event.member)) };
    case "look": {
      const { look: _, ...rest } = state;
      return event.look ? { ...rest, look: event.look } : rest;
    }
    case "timer": {
      const { timer: _, ...rest } = state;
      return event.timer ? { ...rest, timer: event.timer } : rest;
    }
    case "message": {
      const { message: _, ...rest } = state;
      return event.message === undefined ? rest : { ...rest, message: event.message };
    }
    case "ended":
      return { ...state, phase: "ended" };
  }
}

function opened({ room, learners, look, timer, message }: Extract<ClassEvent, { type: "class" }>): OpenClass {
  return {
    phase: room.endedAt === undefined ? "open" : "ended",
    room,
    learners: new Map(learners.map((learner) => [learner.id, learner])),
    ...(look && { look }),
    ...(timer && { timer }),
    ...(message !== undefined && { message }),
  };
}
