import { expect, test } from "vitest";
import type { Verdict } from "#contract/lesson.ts";
import { allPassed, goalRows, newlyPassed, passed } from "./goals.ts";

const goals = [
  { id: "base", title: "The Dockerfile starts from busybox" },
  { id: "build", title: "The build succeeds" },
];
const verdicts = (base: Verdict["state"], build: Verdict["state"]): Verdict[] => [
  { goal: "build", state: build },
  { goal: "base", state: base },
];

test("goals keep the order of their step, whatever the order of the verdicts", () => {
  const rows = goalRows(goals, verdicts("passed", "failed"));
  expect(rows.map(({ goal, verdict }) => [goal.id, verdict.state])).toEqual([
    ["base", "passed"],
    ["build", "failed"],
  ]);
});

test("a goal that was not judged yet waits", () => {
  expect(goalRows(goals, []).map(({ verdict }) => verdict.state)).toEqual(["waiting", "waiting"]);
});

test("a step is done when all its goals hold", () => {
  expect(allPassed(goalRows(goals, verdicts("passed", "failed")))).toBe(false);
  expect(allPassed(goalRows(goals, verdicts("passed", "passed")))).toBe(true);
  expect(passed(goalRows(goals, verdicts("passed", "waiting")))).toBe(1);
});

test("only goals that did not hold before are news", () => {
  const before = goalRows(goals, verdicts("passed", "failed"));
  const now = goalRows(goals, verdicts("passed", "passed"));
  expect(newlyPassed(before, now).map(({ id }) => id)).toEqual(["build"]);
  expect(newlyPassed(now, now)).toEqual([]);
});
