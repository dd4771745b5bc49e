import { expect, test } from "vitest";
import { byNeed, settleOrder } from "./classOrder.ts";
import { byId, learner, manyLearners } from "./learnerFixture.ts";

test("hands come first, then who has been stuck for longest; who is done or away comes last", () => {
  const names = [
    learner("Ada", { state: "away", stuckSince: 1 }),
    learner("Bob", { state: "done" }),
    learner("Cleo"),
    learner("Dan", { stuckSince: 20 }),
    learner("Eve", { stuckSince: 10 }),
    learner("Fay", { hand: 9 }),
    learner("Gus", { hand: 8, state: "away" }),
  ]
    .sort(byNeed)
    .map(({ name }) => name);
  expect(names).toEqual(["Gus", "Fay", "Eve", "Dan", "Cleo", "Bob", "Ada"]);
});

test("a class of 60 keeps its order while its learners only edit, build, and fail", () => {
  const before = manyLearners(60);
  const order = settleOrder([], byId(before), false);
  const busy = before.map((one) => (one.state === "editing" ? { ...one, state: "building" as const } : one));
  expect(settleOrder(order, byId(busy), false)).toEqual(order);
  expect(order).toHaveLength(60);
});

test("while somebody points at the class, nobody moves: who comes is last, who leaves is gone", () => {
  const [ada, bob, cleo] = [learner("Ada"), learner("Bob"), learner("Cleo")];
  const order = settleOrder([], byId([ada, bob, cleo]), false);
  const later = byId([ada, { ...cleo, hand: 1 }, learner("Aaron")]);
  expect(settleOrder(order, later, true)).toEqual(["Ada-id", "Cleo-id", "Aaron-id"]);
  expect(settleOrder(order, later, false)).toEqual(["Cleo-id", "Aaron-id", "Ada-id"]);
});
