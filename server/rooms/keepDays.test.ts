import { expect, it } from "vitest";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { Rooms } from "./rooms.ts";

const DAY = 86_400_000;
const END = 1_000_000;

/** A school whose clock the test sets, and the owners of whom everything was removed. */
function school(dir: string, now: () => number) {
  const forgotten: string[] = [];
  const rooms = new Rooms({
    dir,
    now,
    operatorsWord: undefined,
    things: { stop: async () => {}, forget: async (owner) => void forgotten.push(owner) },
    makeWorkspace: async () => ({ workspace: "w" }),
    lessonTitle: async () => "",
    onFailure: (error) => {
      throw error;
    },
  });
  return { rooms, forgotten };
}

it("what learners made is kept for the days that the teacher chose, and then removed, also after a restart", async () => {
  const dir = temporaryFolder();
  let now = 0;
  const before = school(dir, () => now);
  const settings = { name: "Class", start: { kind: "empty" as const }, learners: 5, endsAt: END, keepDays: 2 };
  const { code } = before.rooms.teaching.open("teacher", settings, undefined);
  const entered = before.rooms.door.enter({ code, name: "Ada" }, "127.0.0.1");
  if (entered.role !== "learner") throw new Error("Ada is no learner");
  const { token } = entered;
  const isEnded = (rooms: Rooms) => rooms.members.byToken(token)?.hasEnded;
  now = END + 2 * DAY - 1;
  await before.rooms.ends.check();
  expect([isEnded(before.rooms), before.forgotten]).toEqual([true, []]);
  await before.rooms.close();
  now = END + 2 * DAY;
  const after = school(dir, () => now);
  await after.rooms.ends.check();
  expect([isEnded(after.rooms), after.forgotten]).toEqual([undefined, [entered.member.owner]]);
  expect(after.rooms.taughtBy("teacher")).toEqual([]);
  await after.rooms.close();
});
