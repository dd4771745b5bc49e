import { expect, test } from "vitest";
import { presenceOf } from "./presence.ts";

const seen = { hidden: false, typedAt: 1000, path: "Dockerfile", line: 3 };

test("somebody who typed within a minute is editing, then idle", () => {
  expect(presenceOf(seen, 60_000)).toEqual({ doing: "editing", path: "Dockerfile", line: 3 });
  expect(presenceOf(seen, 61_000)).toEqual({ doing: "idle", path: "Dockerfile", line: 3 });
});

test("somebody whose page is hidden is away, and nothing tells where", () => {
  expect(presenceOf({ ...seen, hidden: true }, 1000)).toEqual({ doing: "away" });
});
