import { expect, test } from "vitest";
import { ALL, countGoals, countProblems } from "./classFilter.ts";
import { classRows, countClass } from "./classRows.ts";
import { byId, learner, manyLearners } from "./learnerFixture.ts";

const many = manyLearners(66);
const learners = byId(many);
const order = many.map(({ id }) => id);
const names = (filter: Parameters<typeof classRows>[2]) =>
  classRows(learners, order, filter).map((row) => row.learner.name);

test("11 of 66 have the same problem, and the filter shows exactly them", () => {
  expect(countProblems(many)).toEqual([
    { code: "build/source-missing", title: "File to copy not found", learners: 11 },
  ]);
  const shown = classRows(learners, order, { by: "problem", code: "build/source-missing" });
  expect(shown).toHaveLength(11);
  expect(shown.every((row) => row.learner.state === "failed")).toBe(true);
});

test("a goal counts those at its step who have not reached it, and shows them", () => {
  const [count] = countGoals(many, ["1/base"]);
  expect(count).toEqual({ goal: "1/base", behind: 11, passed: 11 });
  expect(names({ by: "goal", goal: "1/base" })).toHaveLength(11);
});

test("hands are numbered by when they were raised, whatever the order on the page", () => {
  const hands = classRows(learners, order, ALL).flatMap((row) => (row.hand ? [[row.learner.name, row.hand]] : []));
  expect(hands).toEqual([
    ["learner 000", 4],
    ["learner 020", 3],
    ["learner 040", 2],
    ["learner 060", 1],
  ]);
  expect(names({ by: "hand" })).toHaveLength(4);
});

test("who is away is not counted as stuck", () => {
  const counts = countClass([learner("Ada", { stuckSince: 1, state: "away" }), learner("Bob", { stuckSince: 1 })]);
  expect(counts).toEqual({ learners: 2, hands: 0, stuck: 1, done: 0, away: 1 });
});
