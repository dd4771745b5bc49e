import { describe, expect, it } from "vitest";
import { explainMiss } from "./explainMiss.ts";
import { type StepInputs, stepKey } from "./stepKey.ts";

const inputs = (changes: Record<string, string> = {}): StepInputs =>
  new Map(Object.entries({ instruction: "COPY . .", "file a.txt": "1", "file b.txt": "2", parent: "p", ...changes }));

describe("why a step was not taken from the cache", () => {
  it("is that it was never built", () => {
    expect(explainMiss(undefined, inputs())).toEqual({
      code: "never-built",
      reason: "This step was not built before.",
      changed: [],
    });
  });

  it("names the one file that changed", () => {
    expect(explainMiss(inputs(), inputs({ "file a.txt": "9" }))).toEqual({
      code: "changed",
      reason: "a.txt has changed.",
      changed: [{ input: "file a.txt", detail: "file a.txt has changed", kind: "file", name: "a.txt" }],
    });
  });

  it("counts several files, new ones too", () => {
    const miss = explainMiss(inputs(), inputs({ "file a.txt": "9", "file c.txt": "3" }));
    expect(miss.reason).toBe("2 files have changed, a.txt among them.");
    expect(miss.changed[1]).toMatchObject({ input: "file c.txt", detail: "file c.txt is new" });
  });

  it("names some of many, files last, and counts all", () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`file ${at}`, "9"]));
    const miss = explainMiss(inputs(), new Map([...Object.entries(files), ...inputs({ parent: "q" })]));
    expect(miss).toMatchObject({ count: 31, reason: "30 files have changed, 0 among them." });
    expect(miss.changed).toHaveLength(20);
    expect(miss.changed[0]?.kind).toBe("parent");
  });

  it("names the variable", () => {
    expect(explainMiss(inputs({ "variable V": "1" }), inputs({ "variable V": "2" })).reason).toBe(
      "The variable V has changed.",
    );
  });

  it("names the earlier step where only what it builds on changed", () => {
    expect(explainMiss(inputs(), inputs({ parent: "q" }), "RUN make")).toMatchObject({
      reason: "An earlier step ran again: RUN make",
      redone: "RUN make",
    });
    expect(explainMiss(inputs(), inputs({ parent: "q" })).reason).toBe("The files it builds on have changed.");
  });

  it("prefers the instruction over all else", () => {
    const miss = explainMiss(inputs(), inputs({ instruction: "COPY x .", parent: "q", "file a.txt": "9" }));
    expect(miss.reason).toBe("The instruction has changed.");
  });

  it("says so when nothing changed but the result is gone", () => {
    expect(explainMiss(inputs(), inputs())).toMatchObject({
      code: "not-kept",
      reason: "Its result is no longer in the cache.",
    });
  });
});

describe("the key of a step", () => {
  it("changes with each of its inputs", () => {
    const keys = new Set([inputs(), inputs({ parent: "q" }), inputs({ "file a.txt": "9" })].map(stepKey));
    expect(keys.size).toBe(3);
    expect(stepKey(inputs())).toBe(stepKey(inputs()));
  });
});
