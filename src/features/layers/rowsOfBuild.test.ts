import { describe, expect, it } from "vitest";
import type { StepState } from "#contract/build.ts";
import type { LiveStep } from "#contract/buildProgress.ts";
import { linesAt, plannedStep } from "../../state/build/buildFixture.ts";
import { rowsOfBuild } from "./rowsOfBuild.ts";

function step(id: string, title: string, stage: number, state: StepState): LiveStep {
  return { ...plannedStep(id, title, 0, { stage }), state };
}

const stage = (index: number, from: string, name?: string) => ({
  index,
  from,
  range: linesAt(0),
  ...(name === undefined ? {} : { name }),
});

describe("the rows of a running build", () => {
  it("are its steps: slabs for future layers, thin rows for others", () => {
    const rows = rowsOfBuild({
      stages: [stage(0, "debian")],
      steps: [
        step("a", "FROM debian", 0, "done"),
        step("b", "COPY --chown=1000 --link app/ ./", 0, "running"),
        step("c", "CMD x", 0, "pending"),
      ],
    });
    expect(rows.map(({ kind, state }) => [kind, state])).toEqual([
      ["slab", "done"],
      ["slab", "running"],
      ["config", "pending"],
    ]);
    expect(rows[1]?.text).toBe("app/ ./");
  });

  it("have one row for a stage that is only copied from", () => {
    const rows = rowsOfBuild({
      stages: [stage(0, "golang", "build"), stage(1, "scratch")],
      steps: [
        step("0.0", "FROM golang AS build", 0, "done"),
        step("0.1", "RUN go build", 0, "running"),
        step("1.0", "FROM scratch", 1, "pending"),
        step("1.1", "COPY --from=build /x /x", 1, "pending"),
      ],
    });
    expect(rows.map(({ kind, text, state }) => [kind, text, state])).toEqual([
      ["stage", "build · 1 of 2 steps", "running"],
      ["config", "scratch (empty base)", "pending"],
      ["slab", "/x /x", "pending"],
    ]);
  });

  it("include the stages that the last one is built on", () => {
    const rows = rowsOfBuild({
      stages: [stage(0, "debian", "base"), stage(1, "base")],
      steps: [
        step("0.0", "FROM debian AS base", 0, "done"),
        step("0.1", "RUN a", 0, "done"),
        step("1.0", "FROM base", 1, "done"),
        step("1.1", "RUN b", 1, "pending"),
      ],
    });
    expect(rows.map(({ key }) => key)).toEqual(["0.0", "0.1", "1.1"]);
  });
});
