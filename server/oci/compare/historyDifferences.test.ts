import { expect, it } from "vitest";
import type { HistoryEntry, ImageConfig } from "#contract/image.ts";
import { historyDifferences } from "./historyDifferences.ts";

const config = (...history: HistoryEntry[]): ImageConfig => ({
  architecture: "amd64",
  os: "linux",
  rootfs: { type: "layers", diff_ids: [] },
  history,
});
const run = { created_by: "RUN make # buildkit", comment: "buildkit.dockerfile.v0" };

it("finds no difference in rows that were only written at other times", () => {
  const before = config({ ...run, created: "2026-01-01T00:00:00Z" });
  expect(historyDifferences(before, config({ ...run, created: "2026-01-02T00:00:00Z" }))).toEqual({
    differences: [],
    total: 0,
  });
});

it("tells a row that says something else, and one that only one of them has", () => {
  const env = { created_by: "ENV A=1", empty_layer: true };
  expect(historyDifferences(config(run), config({ ...run, created_by: "RUN make all" }, env)).differences).toEqual([
    { row: 0, a: "RUN make # buildkit (buildkit.dockerfile.v0)", b: "RUN make all (buildkit.dockerfile.v0)" },
    { row: 1, b: "ENV A=1 (no layer)" },
  ]);
});
