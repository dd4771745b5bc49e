import { describe, expect, it } from "vitest";
import { missSentence } from "#contract/missWords.ts";
import { explainMiss, plainMiss } from "./explainMiss.ts";
import { type StepInputs, stepKey } from "./stepKey.ts";

const inputs = (changes: Record<string, string> = {}): StepInputs =>
  new Map(Object.entries({ instruction: "COPY . .", "file a.txt": "1", "file b.txt": "2", parent: "p", ...changes }));

describe("the reason why a step missed the cache", () => {
  it("is that it was never built", () => {
    expect(explainMiss(undefined, inputs())).toEqual({
      code: "never-built",
      changed: [],
    });
  });

  it("names the one file that changed", () => {
    const miss = explainMiss(inputs(), inputs({ "file a.txt": "9" }));
    const detail = "file a.txt has changed";
    expect(miss).toEqual({
      code: "changed",
      changed: [{ input: "file a.txt", change: "changed", detail, kind: "file", name: "a.txt" }],
    });
    expect(missSentence(miss)).toBe("a.txt has changed.");
  });

  it("counts several files, also new ones", () => {
    const miss = explainMiss(inputs(), inputs({ "file a.txt": "9", "file c.txt": "3" }));
    expect(missSentence(miss)).toBe("2 files have changed, a.txt among them.");
    expect(miss.changed[1]).toMatchObject({ input: "file c.txt", change: "new", detail: "file c.txt is new" });
  });

  it("names some of many changes, files last, and counts all", () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`file ${at}`, "9"]));
    const miss = explainMiss(inputs(), new Map([...Object.entries(files), ...inputs({ parent: "q" })]));
    expect(miss.count).toBe(31);
    expect(missSentence(miss)).toBe("30 files have changed, 0 among them.");
    expect(miss.changed).toHaveLength(20);
    expect(miss.changed[0]?.kind).toBe("parent");
  });

  it("names the variable", () => {
    expect(missSentence(explainMiss(inputs({ "variable V": "1" }), inputs({ "variable V": "2" })))).toBe(
      "The variable V has changed.",
    );
  });

  it("names the earlier step if only the files below changed", () => {
    const miss = explainMiss(inputs(), inputs({ parent: "q" }), "RUN make");
    expect(miss.redone).toBe("RUN make");
    expect(missSentence(miss)).toBe("An earlier step ran again: RUN make");
    expect(missSentence(explainMiss(inputs(), inputs({ parent: "q" })))).toBe("The files it builds on have changed.");
  });

  it("prefers the instruction to everything else", () => {
    const miss = explainMiss(inputs(), inputs({ instruction: "COPY x .", parent: "q", "file a.txt": "9" }));
    expect(missSentence(miss)).toBe("The instruction has changed.");
  });

  it("is that the result is gone if nothing changed", () => {
    const miss = explainMiss(inputs(), inputs());
    expect(miss.code).toBe("not-kept");
    expect(missSentence(miss)).toBe("Its result is no longer in the cache.");
  });
});

it("the reason why a builder ran a step anew is that it dropped the result, or that nobody can know", () => {
  expect(missSentence(plainMiss("dropped"))).toBe("The builder no longer had its result.");
  expect(missSentence(plainMiss("dropped-or-changed"))).toBe(
    "The builder no longer had its result, or an image or a download has changed.",
  );
});

describe("the key of a step", () => {
  it("changes with each of its inputs", () => {
    const keys = new Set([inputs(), inputs({ parent: "q" }), inputs({ "file a.txt": "9" })].map(stepKey));
    expect(keys.size).toBe(3);
    expect(stepKey(inputs())).toBe(stepKey(inputs()));
  });
});
