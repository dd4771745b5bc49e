import { describe, expect, it } from "vitest";
import type { Forecast } from "#contract/plan.ts";
import { problem } from "#contract/problem.ts";
import { plannedStep } from "../build/buildFixture.ts";
import { forecastOf, type PlanState, planAnswered, planAsked, planUnanswered } from "./planState.ts";

const off: PlanState = { phase: "off" };
const forecast = (title: string): Forecast => ({
  stages: [],
  steps: [{ ...plannedStep("0.1", title, 1), outlook: "cached" }],
});
const [first, second] = [forecast("RUN one"), forecast("RUN two")];
const broken: Forecast = { stages: [], steps: [], problem: problem("dockerfile/syntax", "unknown instruction: RU") };

describe("the plan of the next build", () => {
  it("is the answer", () => {
    expect(planAnswered(planAsked(off, 1), 1, first)).toEqual({ phase: "known", forecast: first });
  });

  it("keeps the last answer while the next is pending", () => {
    const known = planAnswered(planAsked(off, 1), 1, first);
    expect(forecastOf(planAsked(known, 2))).toBe(first);
    expect(forecastOf(planAsked(planAsked(known, 2), 3))).toBe(first);
  });

  it("ignores an answer to an earlier question", () => {
    const asking = planAsked(planAsked(off, 1), 2);
    expect(planAnswered(asking, 1, first)).toBe(asking);
    expect(forecastOf(planAnswered(asking, 2, second))).toBe(second);
    expect(planUnanswered(asking, 1)).toBe(asking);
  });

  it("ignores an answer that is no longer needed", () => {
    expect(planAnswered(off, 1, first)).toBe(off);
  });

  it("is unchanged without an answer", () => {
    const known = planAnswered(planAsked(off, 1), 1, first);
    expect(planUnanswered(planAsked(known, 2), 2)).toEqual(known);
    expect(planUnanswered(planAsked(off, 1), 1)).toEqual(off);
  });

  it("keeps its steps while a word is half typed, and has the problem", () => {
    const known = planAnswered(planAsked(off, 1), 1, first);
    const now = forecastOf(planAnswered(planAsked(known, 2), 2, broken));
    expect(now).toEqual({ ...first, problem: broken.problem });
    expect(forecastOf(planAnswered(planAsked(off, 1), 1, broken))).toBe(broken);
  });
});
