import { expect, test } from "vitest";
import type { Lesson } from "#contract/lesson.ts";
import { classGoals } from "./classMap.ts";
import { learner } from "./learnerFixture.ts";

const step = (...ids: string[]) => ({ title: "", text: [], goals: ids.map((id) => ({ id, title: `Goal ${id}` })) });
const lesson: Lesson = {
  id: "layers",
  title: "Layers",
  description: "",
  source: "built-in",
  mistakes: 0,
  revision: `sha256:${"0".repeat(64)}`,
  steps: [step("base", "user"), step("size")],
  gaps: [],
};

test("the goals of the lesson come in its order, then those that only learners know", () => {
  expect(classGoals(lesson, [learner("Ada", { goals: { "1/size": "passed", "0/old": "failed" } })])).toEqual([
    { key: "0/base", step: 1, title: "Goal base" },
    { key: "0/user", step: 1, title: "Goal user" },
    { key: "1/size", step: 2, title: "Goal size" },
    { key: "0/old", step: 1, title: "old" },
  ]);
});
