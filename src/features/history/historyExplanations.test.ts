import { describe, expect, it } from "vitest";
import type { HistoryRow } from "#contract/image.ts";
import { explanationsOf } from "./historyExplanations.ts";

const row = (createdBy: string, more: Partial<HistoryRow> = {}): HistoryRow => {
  return { index: 1, createdBy, comment: "", size: 5, base: false, layer: 2, ...more };
};
const aboutOf = (createdBy: string, more: Partial<HistoryRow> = {}) =>
  explanationsOf(row(createdBy, more), true).map(({ about }) => about);

describe("a row of the history is explained", () => {
  it("by its layer, also by one of 0 B", () => {
    expect(explanationsOf(row("COPY a /"), true)).toEqual([{ about: "layer", number: 3, isNothing: false }]);
    expect(explanationsOf(row("COPY a /", { size: 0 }), true)).toEqual([
      { about: "layer", number: 3, isNothing: true },
    ]);
  });

  it("by why it has no layer", () => {
    const { layer: _layer, ...none } = row("ENV A=1");
    expect(explanationsOf({ ...none, empty: true }, true)).toEqual([{ about: "no-layer", why: "configuration" }]);
    expect(explanationsOf(none, true)).toEqual([{ about: "no-layer", why: "surplus" }]);
  });

  it("by what stands for the ID of a step before the last", () => {
    expect(explanationsOf(row("COPY a /"), false).map(({ about }) => about)).toEqual(["layer", "missing"]);
  });

  it("by what builders write around the instruction", () => {
    expect(aboutOf("RUN /bin/sh -c make # buildkit")).toEqual(["layer", "shell", "buildkit"]);
    expect(aboutOf('/bin/sh -c #(nop)  CMD ["sh"]')).toEqual(["layer", "nop"]);
    expect(aboutOf("/bin/sh -c make")).toEqual(["layer", "shell"]);
    expect(aboutOf("RUN /bin/bash -c make # buildkit")).toEqual(["layer", "buildkit"]);
    expect(aboutOf("")).toEqual(["layer", "not-recorded"]);
  });

  it("by the names of its build arguments, which anybody can read", () => {
    const [, built] = explanationsOf(row("RUN |2 TOKEN=a b USER=x /bin/sh -c make # buildkit"), true);
    expect(built).toEqual({ about: "arguments", names: ["TOKEN", "USER"] });
  });
});
