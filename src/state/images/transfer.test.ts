import { expect, test } from "vitest";
import type { TransferProgress } from "#contract/transfer.ts";
import { type Transfer, withProgress } from "./transfer.ts";

const layer = (name: string) => `sha256:${name.padEnd(64, "0")}` as const;

test("the last state of a layer takes the place of the one before, in the order of the first", () => {
  const told: TransferProgress[] = [
    { layer: layer("1"), phase: "waiting" },
    { layer: layer("2"), phase: "waiting" },
    { layer: layer("1"), phase: "downloading", current: 5, total: 10 },
    { layer: layer("2"), phase: "exists" },
  ];
  const start: Transfer = { kind: "pull", name: "app:1", layers: [] };
  expect(told.reduce(withProgress, start).layers).toEqual(told.slice(2));
});
