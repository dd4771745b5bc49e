import { expect, it } from "vitest";
import { Notifier } from "./notifier.ts";

it("wakes every reader of that build once, and no other", async () => {
  const notifier = new Notifier();
  const never = new AbortController();
  const woken: string[] = [];
  const wait = (id: string, name: string) => notifier.next(id, never.signal).then(() => woken.push(name));
  const first = [wait("a", "one"), wait("a", "two")];
  const other = wait("b", "other");
  notifier.notify("a");
  await Promise.all(first);
  expect(woken).toEqual(["one", "two"]);
  notifier.notify("a");
  never.abort();
  await other;
  expect(woken).toEqual(["one", "two", "other"]);
});
