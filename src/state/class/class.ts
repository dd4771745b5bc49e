import { create } from "zustand";
import type { Lesson } from "#contract/lesson.ts";
import type { ClassEvent } from "#contract/room.ts";
import { getLesson } from "../../api/lessons.ts";
import { watchClass } from "../../api/rooms.ts";
import { createEventBatch } from "../build/buildEventBatch.ts";
import { ALL, type ClassFilter } from "./classFilter.ts";
import { settleOrder } from "./classOrder.ts";
import { applyClassEvent, type ClassState } from "./classState.ts";

interface ClassStore {
  readonly state: ClassState;
  readonly connected: boolean;
  /** IDs of learners, as they are shown. */
  readonly order: readonly string[];
  /** Somebody points at the learners, or has the focus among them: they stay where they are. */
  readonly held: boolean;
  readonly filter: ClassFilter;
  /** The room's lesson, once it is loaded. */
  readonly lesson?: Lesson;
}

export const useClass = create<ClassStore>(() => ({
  state: { phase: "loading" },
  connected: true,
  order: [],
  held: false,
  filter: ALL,
}));

/** Call once: follows what happens in a room until it ends. */
export async function startClass(room: string): Promise<void> {
  const batch = createEventBatch<ClassEvent>((events) => {
    useClass.setState((store) => ordered(store, events.reduce(applyClassEvent, store.state)));
    void loadLesson();
  });
  const onConnection = (connected: boolean) => useClass.setState({ connected });
  const end = await watchClass(room, batch.add, onConnection, new AbortController().signal);
  batch.flush();
  if (end.kind === "refused") useClass.setState({ state: { phase: "refused", problem: end.problem } });
}

function ordered({ order, held }: ClassStore, state: ClassState): Partial<ClassStore> {
  return { state, order: "room" in state ? settleOrder(order, state.learners, held) : [] };
}

let asked: string | undefined;

async function loadLesson(): Promise<void> {
  const { state } = useClass.getState();
  if (!("room" in state) || state.room.start.kind !== "lesson" || asked === state.room.start.lesson) return;
  asked = state.room.start.lesson;
  const lesson = await getLesson(asked);
  if (lesson.ok) useClass.setState({ lesson: lesson.value });
}

export function filterClass(filter: ClassFilter): void {
  useClass.setState({ filter });
}

/** Keeps the learners in their places, or lets them move again. */
export function holdOrder(held: boolean): void {
  useClass.setState((store) => ({ held, ...ordered({ ...store, held }, store.state) }));
}
