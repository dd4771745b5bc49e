import { create } from "zustand";
import type { LessonEntry } from "#contract/lesson.ts";
import { classPage } from "#contract/pagePaths.ts";
import type { Problem } from "#contract/problem.ts";
import type { OpenRoomRequest, Room } from "#contract/room.ts";
import { listLessons } from "../../api/lessons.ts";
import { listRooms, openRoom } from "../../api/rooms.ts";

interface TeachStore {
  /** Whether the dialog is open. */
  readonly open: boolean;
  readonly lessons: readonly LessonEntry[];
  /** Rooms that have not been removed, the last opened first. */
  readonly rooms: readonly Room[];
}

/** Opening a room, and going back to one. */
export const useTeach = create<TeachStore>(() => ({ open: false, lessons: [], rooms: [] }));

export function showTeach(open: boolean): void {
  useTeach.setState({ open });
  if (open) void loadTeach();
}

async function loadTeach(): Promise<void> {
  const [lessons, rooms] = await Promise.all([listLessons(), listRooms()]);
  useTeach.setState({
    ...(lessons.ok && { lessons: lessons.value.lessons }),
    ...(rooms.ok && { rooms: rooms.value.rooms.toSorted((a, b) => b.openedAt - a.openedAt) }),
  });
}

/** Opens a room and goes to its page; the problem if it can't be opened. */
export async function teach(settings: OpenRoomRequest): Promise<Problem | undefined> {
  const opened = await openRoom(settings);
  if (!opened.ok) return opened.problem;
  location.assign(classPage(opened.value.id));
  return undefined;
}
