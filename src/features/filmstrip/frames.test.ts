import { expect, it } from "vitest";
import type { LiveStep } from "#contract/buildProgress.ts";
import { frameAt, framesOf } from "./frames.ts";

const step = (id: string, instruction: string, state: LiveStep["state"] = "done"): LiveStep => ({
  id,
  stage: Number(id.split(".")[0]),
  instruction,
  title: instruction,
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  configOnly: false,
  state,
});
const stage = (index: number, from: string, name?: string) => ({
  index,
  from,
  ...(name && { name }),
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
});
const idsOf = (stages: ReturnType<typeof stage>[], steps: LiveStep[]) =>
  framesOf({ stages, steps }).map(({ id }) => id);

it("goes through the steps of the image, from its base, and not through stages that are only copied from", () => {
  const stages = [stage(0, "busybox", "tools"), stage(1, "busybox", "base"), stage(2, "base")];
  const steps = [step("0.0", "FROM"), step("1.0", "FROM"), step("1.1", "RUN"), step("2.0", "FROM"), step("2.1", "ENV")];
  expect(idsOf(stages, steps)).toEqual(["1.0", "1.1", "2.1"]);
});

it("goes up to the failure, and not beyond", () => {
  const steps = [step("0.0", "FROM"), step("0.1", "RUN", "cached"), step("0.2", "RUN", "failed")];
  expect(idsOf([stage(0, "busybox")], [...steps, step("0.3", "CMD", "pending")])).toEqual(["0.0", "0.1", "0.2"]);
});

it.each([
  ["ArrowLeft", 0, 0],
  ["ArrowLeft", 2, 1],
  ["ArrowRight", 1, 2],
  ["ArrowRight", 2, 2],
  ["Home", 2, 0],
  ["End", 0, 2],
  ["Enter", 0, undefined],
])("%s at frame %i goes to %s", (key, at, to) => {
  expect(frameAt(key, at, 3)).toBe(to);
});
