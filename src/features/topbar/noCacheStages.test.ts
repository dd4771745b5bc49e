import { expect, test } from "vitest";
import type { StageSummary } from "../../state/language/analysis.ts";
import { cacheChoices, withChoice } from "./noCacheStages.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const stages: StageSummary[] = [
  { index: 0, name: "build", image: "golang", range },
  { index: 1, image: "alpine", range },
];

test("offers every stage, those without a name by number", () => {
  expect(cacheChoices(stages, ["BUILD", "gone"])).toEqual([
    { value: "build", label: "build", skipped: true },
    { value: "1", label: "1 · alpine", skipped: false },
  ]);
});

test("adds and removes a stage, and drops missing ones", () => {
  const choices = cacheChoices(stages, ["build", "gone"]);
  expect(withChoice(choices, "1", true)).toEqual(["build", "1"]);
  expect(withChoice(choices, "build", false)).toEqual([]);
});
