import { describe, expect, it } from "vitest";
import type { PlannedStage, Step } from "./build.ts";
import type { Digest } from "./names/digest.ts";
import { layersAt, layersUpTo, stageChain } from "./stageChain.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const digest = (name: string): Digest => `sha256:${name.padStart(64, "0")}`;

function stage(index: number, from: string, name?: string): PlannedStage {
  return { index, from, range, ...(name === undefined ? {} : { name }) };
}

function step(id: string, layer?: string, below?: string[]): Step {
  const told = layer && { diffId: digest(layer), size: 1, files: 1, ...(below && { below: below.map(digest) }) };
  const planned = { id, stage: Number(id[0]), instruction: "RUN", title: "RUN x", range, configOnly: false };
  return { ...planned, state: "done", ...(told && { layer: told }) };
}

const stages = [stage(0, "debian", "Base"), stage(1, "base", "built"), stage(2, "scratch")];
const steps = [
  step("0.0", "b", ["a"]),
  step("0.1", "c"),
  step("1.0"),
  step("1.1", "d"),
  step("1.2"),
  step("1.3", "e"),
  step("2.0"),
  step("2.1", "f"),
];

const upTo = (id: string) => layersUpTo({ stages, steps }, id);

describe("the layers up to a step", () => {
  it("start with those of the image", () => {
    expect(upTo("0.0")).toEqual(["a", "b"].map(digest));
    expect(upTo("0.1")).toEqual(["a", "b", "c"].map(digest));
  });

  it("include the stages it is based on, and skip steps without a layer", () => {
    expect(upTo("1.3")).toEqual(["a", "b", "c", "d", "e"].map(digest));
    expect(upTo("2.1")).toEqual([digest("f")]);
  });

  it("are unknown for a step without a layer, and above an unknown base", () => {
    expect(upTo("1.2")).toBeUndefined();
    expect(upTo("nothing")).toBeUndefined();
    expect(layersUpTo({ stages, steps: [step("0.0", "b"), step("0.1", "c")] }, "0.1")).toBeUndefined();
  });
});

describe("the layers at any step", () => {
  const at = (id: string, when: "before" | "after") => layersAt({ stages, steps }, id, when);

  it("are those of the last step with a layer, or of the base", () => {
    expect(at("1.2", "after")).toEqual(["a", "b", "c", "d"].map(digest));
    expect(at("1.3", "before")).toEqual(["a", "b", "c", "d"].map(digest));
    expect(at("1.1", "before")).toEqual(["a", "b", "c"].map(digest));
    expect(at("0.0", "after")).toEqual(["a", "b"].map(digest));
    expect(at("2.1", "before")).toEqual([]);
  });

  it("are unknown above an unknown base", () => {
    expect(layersAt({ stages, steps: [step("0.0", "b"), step("0.1")] }, "0.1", "after")).toBeUndefined();
    expect(at("nothing", "after")).toBeUndefined();
  });
});

it("an image is made of the stages that its FROMs refer to", () => {
  expect(stageChain(stages.slice(0, 2))).toEqual([0, 1]);
  expect(stageChain(stages)).toEqual([2]);
});
