import { describe, expect, it } from "vitest";
import { explainMiss } from "./explainMiss.ts";
import { type StepInputs, stepKey } from "./stepKey.ts";

const inputs = (changes: Record<string, string> = {}): StepInputs =>
  new Map(Object.entries({ instruction: "COPY . .", "file a.txt": "1", "file b.txt": "2", parent: "p", ...changes }));

describe("why a step was not taken from the cache", () => {
  it("is that it was never built", () => {
    expect(explainMiss(undefined, inputs()).reason).toBe("This step was not built here before.");
  });

  it("names the one file that changed", () => {
    expect(explainMiss(inputs(), inputs({ "file a.txt": "9" }))).toEqual({
      reason: "a.txt has changed.",
      changed: [{ input: "file a.txt", detail: "file a.txt has changed" }],
    });
  });

  it("counts several files, new ones too", () => {
    const miss = explainMiss(inputs(), inputs({ "file a.txt": "9", "file c.txt": "3" }));
    expect(miss.reason).toBe("2 files have changed, a.txt among them.");
    expect(miss.changed).toContainEqual({ input: "file c.txt", detail: "file c.txt is new" });
  });

  it("names the variable", () => {
    expect(explainMiss(inputs({ "variable V": "1" }), inputs({ "variable V": "2" })).reason).toBe(
      "The variable V has changed.",
    );
  });

  it("names the earlier step where only what it builds on changed", () => {
    expect(explainMiss(inputs(), inputs({ parent: "q" }), "RUN make").reason).toBe(
      "An earlier step was redone: RUN make",
    );
  });

  it("prefers the instruction over all else", () => {
    const miss = explainMiss(inputs(), inputs({ instruction: "COPY x .", parent: "q", "file a.txt": "9" }));
    expect(miss.reason).toBe("The instruction has changed.");
  });

  it("says so when nothing changed but the result is gone", () => {
    expect(explainMiss(inputs(), inputs()).reason).toBe("Its result is no longer kept.");
  });
});

describe("the key of a step", () => {
  it("changes with each of its inputs", () => {
    const keys = new Set([inputs(), inputs({ parent: "q" }), inputs({ "file a.txt": "9" })].map(stepKey));
    expect(keys.size).toBe(3);
    expect(stepKey(inputs())).toBe(stepKey(inputs()));
  });
});
