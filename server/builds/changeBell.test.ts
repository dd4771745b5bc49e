import { expect, it } from "vitest";
import { ChangeBell } from "./changeBell.ts";

it("wakes all who wait for that build, once, and nobody else", async () => {
  const bell = new ChangeBell();
  const never = new AbortController();
  const woken: string[] = [];
  const wait = (id: string, name: string) => bell.next(id, never.signal).then(() => woken.push(name));
  const first = [wait("a", "one"), wait("a", "two")];
  const other = wait("b", "other");
  bell.ring("a");
  await Promise.all(first);
  expect(woken).toEqual(["one", "two"]);
  bell.ring("a");
  never.abort();
  await other;
  expect(woken).toEqual(["one", "two", "other"]);
});
