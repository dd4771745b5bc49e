import { describe, expect, it } from "vitest";
import type { ForecastStep } from "#contract/plan.ts";
import { plannedStep } from "../build/buildFixture.ts";
import type { Link } from "../selection/selectionLinks.ts";
import { layerOutlooks } from "./layerOutlooks.ts";

const built = [
  plannedStep("0.0", "FROM busybox", 0),
  plannedStep("0.1", "RUN make", 1),
  plannedStep("0.2", "CMD x", 2),
];

const linkAt = (id: string, line?: number): Link => ({
  id,
  imageStep: id,
  instruction: "",
  rows: [0],
  ...(line !== undefined && { lines: { start: line, end: line } }),
});

const step = (title: string, line: number, outlook: ForecastStep["outlook"]): ForecastStep => ({
  ...plannedStep(`1.${line}`, title, line),
  outlook,
  code: "changed",
  changed: [{ input: "file app.py", detail: "", kind: "file", name: "app.py" }],
});

const outlooksOf = (steps: ForecastStep[], links: Link[]) =>
  [...layerOutlooks(steps, links, built)].map(([id, { outlook }]) => [id, outlook]);

describe("a plan's outlooks for existing layers", () => {
  it("separates those that run from those that stay, wherever their lines are now", () => {
    const steps = [step("FROM busybox", 3, "cached"), step("RUN make", 4, "runs"), step("CMD x", 5, "config")];
    expect(outlooksOf(steps, [linkAt("0.0", 3), linkAt("0.1", 4), linkAt("0.2", 5)])).toEqual([["0.1", "runs"]]);
    const [[, { reason }] = ["", { reason: "" }]] = layerOutlooks(steps, [linkAt("0.1", 4)], built);
    expect(reason).toBe("Runs. app.py has changed.");
  });

  it("marks an edited line as edited, even if its new text is cached", () => {
    const steps = [step("FROM debian", 0, "cached"), step("RUN make", 1, "may-run"), step("CMD y", 2, "config")];
    expect(outlooksOf(steps, [linkAt("0.0", 0), linkAt("0.1", 1), linkAt("0.2", 2)])).toEqual([
      ["0.0", "edited"],
      ["0.1", "may-run"],
      ["0.2", "edited"],
    ]);
  });

  it("tells the triggers of a base image apart, which share the line of its FROM", () => {
    const onbuild = [
      plannedStep("0.0", "FROM base", 0),
      plannedStep("0.1", "RUN a", 0),
      plannedStep("0.2", "RUN b", 0),
    ];
    const steps = [step("FROM base", 0, "cached"), step("RUN a", 0, "runs"), step("RUN b", 0, "cached")];
    const links = onbuild.map(({ id }) => linkAt(id, 0));
    expect([...layerOutlooks(steps, links, onbuild).keys()]).toEqual(["0.1"]);
  });

  it("identifies a row by its step in the build that made the image, whatever its ID in the last build", () => {
    const steps = [step("FROM busybox", 0, "cached"), step("RUN make", 1, "runs")];
    const renamed = { ...linkAt("0.5", 1), imageStep: "0.1" };
    expect(outlooksOf(steps, [renamed])).toEqual([["0.5", "runs"]]);
  });

  it("finds a step without lines by its text", () => {
    const steps = [step("RUN make", 7, "cached")];
    expect(outlooksOf(steps, [linkAt("0.1"), linkAt("0.2")])).toEqual([["0.2", "edited"]]);
  });

  it("is empty if the Dockerfile has a mistake, or the step is unknown", () => {
    expect(outlooksOf([], [linkAt("0.1"), linkAt("0.2", 2)])).toEqual([]);
    expect(outlooksOf([step("RUN make", 1, "runs")], [linkAt("9.9", 1), linkAt("0.0", 6)])).toEqual([]);
  });
});
