import fc from "fast-check";
import { expect, test } from "vitest";
import { FairQueue } from "./fairQueue.ts";

function drain<T>(queue: FairQueue<T>): T[] {
  const taken: T[] = [];
  for (let item = queue.next(); item !== undefined; item = queue.next()) taken.push(item);
  return taken;
}

test("an owner with many builds delays another by one", () => {
  const queue = new FairQueue<string>();
  for (const item of ["a1", "a2", "a3"]) queue.add("a", item);
  queue.add("b", "b1");
  expect(drain(queue)).toEqual(["a1", "b1", "a2", "a3"]);
});

test("a removed item never comes, and only its owner can remove it", () => {
  const queue = new FairQueue<string>();
  queue.add("a", "a1");
  queue.add("a", "a2");
  expect(queue.remove("b", "a1")).toBe(false);
  expect(queue.remove("a", "a1")).toBe(true);
  expect(queue.remove("a", "a1")).toBe(false);
  expect(drain(queue)).toEqual(["a2"]);
  expect(queue.size).toBe(0);
});

test("everything comes out once, in its owner's order, as announced", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 60 }), (owners) => {
      const queue = new FairQueue<{ owner: string; at: number }>();
      for (const [at, owner] of owners.entries()) queue.add(owner, { owner, at });
      const expected = queue.order();
      const taken = drain(queue);
      expect(taken).toEqual(expected);
      expect(taken.length).toBe(owners.length);
      for (const owner of "abc") {
        const own = taken.filter((item) => item.owner === owner).map((item) => item.at);
        expect(own).toEqual([...own].sort((x, y) => x - y));
      }
    }),
  );
});

test("what can't start yet holds up neither others nor its owner's next items, and keeps its place", () => {
  const queue = new FairQueue<string>();
  for (const item of ["a1", "a2"]) queue.add("a", item);
  queue.add("b", "b1");
  const busy = new Set(["a1"]);
  const next = () => queue.next((item) => !busy.has(item));
  expect([next(), next(), next()]).toEqual(["a2", "b1", undefined]);
  busy.clear();
  expect(next()).toBe("a1");
});

test("an item that had its turn comes again before all others", () => {
  const queue = new FairQueue<string>();
  queue.add("a", "a1");
  queue.add("b", "b1");
  queue.addFirst("b", "again");
  expect(queue.size).toBe(3);
  expect(drain(queue)).toEqual(["again", "a1", "b1"]);
});
