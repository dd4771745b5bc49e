import { describe, expect, it } from "vitest";
import { stackKeyAction } from "./stackKey.ts";
import type { StrataRow } from "./strataRow.ts";

const row = (key: string, more: Partial<StrataRow> = {}): StrataRow => ({
  key,
  kind: "slab",
  instruction: "RUN",
  text: "",
  state: "built",
  cached: false,
  dead: 0,
  ...more,
});

const rows = [row("base", { baseLayers: 3, expanded: false }), row("run"), row("cmd", { kind: "config" })];
const act = (key: string, selected?: string) => {
  const action = stackKeyAction(key, rows, selected);
  return action && [action.kind, action.row.key];
};

describe("the stack's keys", () => {
  it("go through all rows, those without a layer too, and stop at the ends", () => {
    expect(act("ArrowDown")).toEqual(["select", "base"]);
    expect(act("ArrowDown", "base")).toEqual(["select", "run"]);
    expect(act("ArrowDown", "cmd")).toEqual(["select", "cmd"]);
    expect(act("ArrowUp", "base")).toEqual(["select", "base"]);
    expect(act("End", "base")).toEqual(["select", "cmd"]);
  });

  it("open the files of the selected row", () => {
    expect(act("Enter", "run")).toEqual(["open", "run"]);
    expect(act("Enter")).toBeUndefined();
  });

  it("expand the base image only if that changes something", () => {
    expect(act("ArrowRight", "base")).toEqual(["toggle", "base"]);
    expect(act("ArrowLeft", "base")).toBeUndefined();
    expect(act("ArrowRight", "run")).toBeUndefined();
  });
});
