import { describe, expect, it } from "vitest";
import { type ChangedInput, stepInputKindSchema } from "#contract/build.ts";
import type { Forecast, ForecastStep } from "#contract/plan.ts";
import { problem } from "#contract/problem.ts";
import { linesAt, plannedStep } from "../build/buildFixture.ts";
import { planMarks } from "./planMarks.ts";
import { planSummary } from "./planSummary.ts";

const step = (
  id: string,
  title: string,
  line: number,
  more: Partial<ForecastStep> & Pick<ForecastStep, "outlook">,
) => ({
  ...plannedStep(id, title, line),
  ...more,
});
function changed(...inputs: string[]): ChangedInput[] {
  return inputs.map((input) => {
    const [kind = "", name] = input.split(/ (.*)/s);
    const parts = { kind: stepInputKindSchema.parse(kind), ...(name !== undefined && { name }) };
    return { input, detail: `${input} has changed`, ...parts };
  });
}
const of = (...steps: ForecastStep[]): Forecast => ({ stages: [], steps });
const wordsOf = (...steps: ForecastStep[]) => planMarks(of(...steps)).map(({ words }) => words);

const from = step("0.0", "FROM busybox", 0, { outlook: "cached" });
const copy = step("0.1", "COPY . .", 1, {
  outlook: "runs",
  code: "changed",
  changed: changed("file app.py"),
});
const run = step("0.2", "RUN make", 2, {
  outlook: "may-run",
  code: "changed",
  redone: "COPY . .",
  changed: changed("parent"),
  after: "0.1",
});

describe("the marks of a plan", () => {
  it("show what runs and why, and skip configuration", () => {
    const marks = planMarks(of(from, copy, run, step("0.3", "CMD x", 3, { outlook: "config" })));
    expect(marks.map(({ line, outlook, words }) => [line, outlook, words])).toEqual([
      [0, "cached", ""],
      [1, "runs", "runs: app.py changed"],
      [2, "may-run", "runs after COPY"],
    ]);
    expect(marks[2]?.reason).toBe(
      "Runs. An earlier step ran again: COPY . . Cached if COPY produces the same files as before.",
    );
  });

  it("are short if the cause is long", () => {
    const runs = (...inputs: string[]) => wordsOf({ ...copy, changed: changed(...inputs) })[0];
    expect(runs("file a", "file b", "parent")).toBe("runs: 2 files changed");
    expect(runs("instruction", "file a")).toBe("runs: edited");
    expect(runs("variable VERSION")).toBe("runs: VERSION changed");
    expect(runs(`file ${"deep/".repeat(20)}app.py`)).toMatch(/^runs: ….*app\.py changed$/);
    expect(runs("parent")).toBe("runs: earlier step changed");
    expect(wordsOf({ ...copy, changed: [], code: "never-built" })).toEqual(["runs: new"]);
    expect(wordsOf(copy, { ...run, changed: changed("instruction", "parent") })[1]).toBe("runs: edited");
  });

  it("mark no stage as unneeded if a mistake prevents a plan", () => {
    const stage = { index: 0, from: "busybox", range: linesAt(0, 2), reachable: false };
    const mistake = problem("dockerfile/syntax", "invalid containerPort: 80800");
    expect(planMarks({ stages: [stage], steps: [], problem: mistake })).toEqual([]);
  });

  it("show what is unknown, and why", () => {
    const image = { ...from, outlook: "unknown" as const, code: "no-image" as const };
    const fails = { ...copy, outlook: "fails" as const, code: "mistake" as const };
    const unknown = (after: string) => ({ ...run, outlook: "unknown" as const, after });
    expect(wordsOf(image, { ...copy, outlook: "unknown", after: "0.0" })).toEqual([
      "image not pulled yet",
      "depends on FROM",
    ]);
    expect(wordsOf(from, fails, unknown("0.1"))).toEqual(["", "fails", "not reached"]);
    const add = {
      ...copy,
      instruction: "ADD",
      outlook: "unknown" as const,
      code: "unless-fetched" as const,
    };
    expect(wordsOf(add, { ...unknown("0.1"), code: "unless-step" as const })).toEqual([
      "cached unless it changed",
      "cached unless ADD changed",
    ]);
    expect(wordsOf({ ...copy, instruction: "ADD", outlook: "unknown", code: "not-fetched" })).toEqual(["downloads"]);
  });

  it("say what is only remembered of a builder, and what it may have from elsewhere", () => {
    const kept = { ...copy, outlook: "cached" as const, code: "remembered" as const, changed: [] };
    const isNew = { ...run, outlook: "may-run" as const, code: "never-built" as const, changed: [], after: "" };
    const image = { ...from, outlook: "unknown" as const, code: "not-used" as const, image: "debian" };
    const marks = planMarks(of(kept, isNew));
    expect(marks.map(({ words, reason }) => [words, reason])).toEqual([
      ["", "Built here before."],
      ["may run: new", "May run. Not built here before: cached only if the builder has it from elsewhere."],
    ]);
    expect(wordsOf(image)).toEqual(["image not used yet"]);
  });

  it("show the most important of several steps on one line", () => {
    const trigger = { ...copy, id: "0.2", range: from.range };
    expect(planMarks(of(from, trigger)).map(({ outlook }) => outlook)).toEqual(["runs"]);
  });

  it("show which stages are not needed", () => {
    const stages = [{ index: 1, from: "busybox", range: linesAt(5, 8), reachable: false }];
    expect(planMarks({ stages, steps: [from] })).toMatchObject([{ line: 0 }, { line: 5, outlook: "unneeded" }]);
  });
});

describe("the sentence on the next build", () => {
  it("counts the steps that run", () => {
    expect(planSummary(of(from, copy, run))).toBe("2 to run");
    const kept = { ...copy, outlook: "cached" as const };
    expect(planSummary(of(from, kept, run))).toBe("1 cached, 1 to run");
    expect(planSummary(of(from, kept))).toBe("all cached");
    expect(planSummary(of(from))).toBeUndefined();
  });

  it("says that it would fail", () => {
    expect(planSummary(of(from, { ...copy, outlook: "fails" }, run))).toBe("1 step would fail");
    expect(planSummary({ ...of(from, copy), problem: problem("dockerfile/syntax", "") })).toBe("would fail");
  });
});
