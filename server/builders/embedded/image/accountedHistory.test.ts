import { expect, it } from "vitest";
import type { PlannedHistory } from "#dockerfile/steps/stageState.ts";
import { accountedHistory } from "./accountedHistory.ts";

const base = (created_by: string, empty_layer = false): PlannedHistory => ({
  created_by,
  ...(empty_layer && { empty_layer }),
});
const own = (created_by: string, empty_layer = false): PlannedHistory => ({
  ...base(created_by, empty_layer),
  step: created_by,
});

/** The rows that made a layer. */
function making(rows: readonly PlannedHistory[], layers: number): (string | undefined)[] {
  return accountedHistory(rows, layers)
    .filter(({ empty_layer }) => empty_layer !== true)
    .map(({ created_by, comment }) => created_by ?? comment);
}

it("keeps a history that has a row for every layer", () => {
  const rows = [base("a"), base("b", true), own("c"), own("d", true)];
  expect(accountedHistory(rows, 2)).toEqual(rows);
});

it("adds rows for layers that the base image has no row for", () => {
  expect(making([base("a"), own("b")], 4)).toEqual([
    "a",
    "b",
    "buildkit.exporter.image.v0",
    "buildkit.exporter.image.v0",
  ]);
});

it("keeps the layers of the build's steps if the base image has too many rows", () => {
  expect(making([base("a"), base("b"), base("c", true), base("d"), own("e"), own("f")], 3)).toEqual(["a", "e", "f"]);
  expect(making([base("a"), base("b"), own("c")], 1)).toEqual(["c"]);
});
