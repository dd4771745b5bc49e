import { describe, expect, it } from "vitest";
import type { LiveStep } from "#contract/buildProgress.ts";
import type { Stack } from "#contract/image.ts";
import type { LayerFacts } from "#contract/imageFacts.ts";
import { digestOf, layerOf, plannedStep, provenanceOf, stackRow } from "../../state/build/buildFixture.ts";
import { type FactsInput, factsSummary, layerFactRows } from "./layerFactRows.ts";

const created = "2026-01-01T00:00:00Z";
const stack: Stack = {
  image: digestOf("1"),
  tags: [],
  size: 0,
  ownSize: 0,
  dead: 0,
  rows: [
    stackRow("FROM", "busybox", { layer: { ...layerOf(0, 6000), contributed: 6000, cumulative: 6000 }, base: true }),
    stackRow("RUN", "npm ci", {
      created,
      layer: { ...layerOf(1, 4000, 1000), contributed: 3000, cumulative: 10_000 },
      provenance: provenanceOf("s1", "RUN", 1),
    }),
  ],
};
const facts: LayerFacts = {
  index: 1,
  chainId: digestOf("c"),
  compressed: { size: 1500, how: "packed" },
  sharedWith: { names: ["a:1", "b:1"], count: 5 },
  base: [],
};
const step: LiveStep = { ...plannedStep("s1", "RUN npm ci", 1), state: "done", startedAt: 1000, finishedAt: 1240 };
const input: FactsInput = {
  ...{ stack, layer: 1, facts, step, mounts: [], isShared: false },
  now: Date.parse("2026-01-01T00:03:00Z"),
};

const valuesOf = (asked: Partial<FactsInput> = {}) =>
  Object.fromEntries(layerFactRows({ ...input, ...asked }).map(({ name, values }) => [name, values.join("\n")]));

describe("the facts of a layer", () => {
  it("have its sizes, its share, and who made it when and in what time", () => {
    expect(valuesOf()).toMatchObject({
      Stored: "4 kB",
      Shown: "3 kB",
      "Up to here": "10 kB",
      Share: "40% of the image",
      Compressed: "1.5 kB, as it would be pushed",
      Made: "3 minutes ago, in 0.24 s",
    });
  });

  it("name the images that share it, and say if it is of no base", () => {
    expect(valuesOf()).toMatchObject({ "Shared with": "a:1, b:1, and 3 more", Base: "not of an image at hand" });
    const alone = { ...facts, sharedWith: { names: [], count: 0 }, base: ["busybox:1.35"] };
    expect(valuesOf({ facts: alone })).toMatchObject({ "Shared with": "no other image here", Base: "busybox:1.35" });
  });

  it("say what a RUN used that is not stored", () => {
    const mounts = [{ kind: "secret", name: "npmrc" } as const, { kind: "cache", name: "/root/.npm" } as const];
    const { "Not stored": words } = valuesOf({ mounts });
    expect(words).toMatch(/Secret npmrc: .* not in the layer/);
    expect(words).toMatch(/Cache \/root\/\.npm: .* not in the layer/);
  });

  it("say when a layer was cached, and that a size is being worked out", () => {
    const { compressed: _compressed, ...unknown } = facts;
    const cached = { ...step, state: "cached" as const };
    expect(valuesOf({ step: cached, facts: unknown })).toMatchObject({
      Made: "3 minutes ago, from cache in the last build",
      Compressed: "working it out…",
    });
  });

  it("leave out other images in a share, and what older shares lack", () => {
    const old = { ...stack, rows: stack.rows.map((row) => ({ ...row, layer: layerOf(1, 4000) })) };
    expect(Object.keys(valuesOf({ isShared: true, facts: undefined, stack: old }))).toEqual([
      "Stored",
      "Share",
      "Made",
      "Diff ID",
    ]);
  });

  it("are one line when folded", () => {
    expect(factsSummary(input)).toBe("4 kB · 3 kB shown · 40% · in 0.24 s");
    expect(factsSummary({ stack, layer: 0, step: undefined })).toBe("6 kB · 60%");
  });
});
