import { expect, it } from "vitest";
import type { StepState } from "#contract/build.ts";
import { reachedSteps } from "./reachedSteps.ts";

const config = (id: string) => ({ id, configOnly: true });
const work = (id: string) => ({ id, configOnly: false });
const scratch = {
  ...{ index: 0, base: { kind: "scratch" }, fromStep: { id: "0.0" } },
  steps: [config("0.1"), work("0.2"), config("0.3")],
};
const above = { index: 1, base: { kind: "stage", stage: 0 }, fromStep: { id: "1.0" }, steps: [config("1.1")] };
const reached = (told: Record<string, StepState>) => reachedSteps([scratch, above], (id) => told[id]);

it("passes FROM scratch and the configuration before the step that failed", () => {
  expect(reached({ "0.2": "failed" })).toEqual(["0.0", "0.1"]);
});

it("passes the stages that start from one that was done", () => {
  expect(reached({ "0.2": "cached" })).toEqual(["0.0", "0.1", "0.3", "1.0", "1.1"]);
});

it("does not pass what follows an image that was not pulled", () => {
  const image = { ...scratch, base: { kind: "image" } };
  expect(reachedSteps([image], (id) => (id === "0.0" ? "failed" : undefined))).toEqual([]);
});
