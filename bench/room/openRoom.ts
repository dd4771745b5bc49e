import type { Room, RoomStart } from "#contract/room.ts";
import { routes } from "#contract/routes.ts";
import type { Browser } from "./browser.ts";

export function openRoom(teacher: Browser, start: RoomStart, learners: number): Promise<Room> {
  const settings = { name: "Bench", start, learners, endsAt: Date.now() + 3_600_000, keepDays: 0 };
  return teacher.ask<Room>("POST", routes.rooms(), settings);
}
