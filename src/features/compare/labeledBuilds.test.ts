import { expect, it } from "vitest";
import type { BuildSummary } from "#contract/build.ts";
import { labeledBuilds } from "./labeledBuilds.ts";

const NOW = new Date(2026, 10, 26, 21, 50).getTime();

function build(id: string, minute: number, digit: string): BuildSummary {
  const createdAt = new Date(2026, 10, 26, 21, minute).getTime();
  const image = { id: `sha256:${digit.repeat(64)}` as const, tags: ["app:latest"], size: 8_400_000 };
  return { id, workspace: "default", state: "done", image, createdAt, counts: { steps: 1, cached: 0 } };
}

it("tells builds of the same minute apart by the IDs of their images", () => {
  const labels = labeledBuilds([build("c", 48, "c"), build("b", 47, "b"), build("a", 47, "a")], NOW);
  expect(labels.map(({ label }) => label)).toEqual([
    "21:48 · app:latest · 8.4 MB",
    "21:47 · app:latest · 8.4 MB · bbbbbbbbbbbb",
    "21:47 · app:latest · 8.4 MB · aaaaaaaaaaaa",
  ]);
});

it("says who built, if there were several builders", () => {
  const by = (builder: string, summary: BuildSummary): BuildSummary => ({
    ...summary,
    assignment: { builder, code: "asked" },
  });
  const labels = labeledBuilds([by("far", build("b", 48, "b")), by("embedded", build("a", 48, "a"))], NOW);
  expect(labels.map(({ label }) => label)).toEqual([
    "21:48 · far · app:latest · 8.4 MB",
    "21:48 · embedded · app:latest · 8.4 MB",
  ]);
});

it("says an ID only once", () => {
  const untagged = (id: string): BuildSummary => {
    const { image, ...rest } = build(id, 48, "c");
    return { ...rest, ...(image && { image: { ...image, tags: [] } }) };
  };
  const labels = labeledBuilds([untagged("b"), untagged("a")], NOW);
  expect(labels.map(({ label }) => label)).toEqual(["21:48 · cccccccccccc · 8.4 MB", "21:48 · cccccccccccc · 8.4 MB"]);
});
