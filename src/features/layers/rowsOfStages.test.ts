import { describe, expect, it } from "vitest";
import type { PlannedStage } from "#contract/build.ts";
import type { LiveStep } from "#contract/buildProgress.ts";
import { digestOf } from "../../state/build/buildFixture.ts";
import { rowsOfStages, stageThreads } from "./rowsOfStages.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function stage(index: number, from: string, name?: string): PlannedStage {
  return { index, from, range, ...(name === undefined ? {} : { name }) };
}

function step(id: string, title: string, size?: number): LiveStep {
  const [instruction = ""] = title.split(" ");
  const layer = size === undefined ? {} : { layer: { diffId: digestOf("1"), size, files: 1 } };
  return { id, stage: Number(id[0]), instruction, title, range, configOnly: false, state: "done", ...layer };
}

const run = {
  id: "build",
  stages: [stage(0, "busybox", "Tools"), stage(1, "busybox", "base"), stage(2, "base")],
  steps: [
    step("0.0", "FROM busybox AS Tools", 100),
    step("0.1", "RUN make", 50),
    step("1.0", "FROM busybox AS base", 100),
    step("2.0", "FROM base"),
    step("2.1", "COPY --chown=1 --from=tools /a /b", 3),
    step("2.2", "COPY from --from=tools", 3),
  ],
};

describe("the unused stages of a build", () => {
  it("are bands with their size; those the image is based on are not", () => {
    expect(rowsOfStages(run, new Set())).toMatchObject([
      { key: "stage:0", kind: "stage", text: "Tools · 2 steps", size: 150, expanded: false },
    ]);
  });

  it("unfold into their steps", () => {
    expect(rowsOfStages(run, new Set([0])).map(({ instruction, text }) => `${instruction} ${text}`)).toEqual([
      "STAGE Tools · 2 steps",
      "FROM busybox AS Tools",
      "RUN make",
    ]);
  });

  it("are joined to the COPY that takes files from them", () => {
    const copy = { ...rowsOfStages(run, new Set([0]))[2], key: "2.1" };
    const rows = [...rowsOfStages(run, new Set()), copy];
    expect(stageThreads(run, rows as never)).toEqual([{ from: "2.1", to: "stage:0" }]);
  });
});
