import { z } from "zod";
import type { Forecast, ForecastStep } from "#contract/plan.ts";
import { listOf, matches, oneOrMore, quoted } from "./authorValues.ts";
import { defineCheck } from "./checkDefinition.ts";
import type { Facts } from "./facts.ts";
import { type InstructionPattern, instructionPatternSchema, nameIn, patternText } from "./instructionPattern.ts";
import { allOf, failed, type Judgment, PASSED, waiting } from "./judgment.ts";
import { editText, type PlanEdit, planEditSchema, planKey } from "./planEdit.ts";

/** What the next build would do, if a file were edited. */
export const planCheck = defineCheck({
  schema: z
    .strictObject({
      after: planEditSchema.optional().describe("An edit to imagine; none if absent."),
      cached: oneOrMore(instructionPatternSchema).optional(),
      rebuilt: oneOrMore(instructionPatternSchema).optional(),
    })
    .refine(({ cached, rebuilt }) => cached !== undefined || rebuilt !== undefined, "Give cached or rebuilt."),
  needs: ({ after = "none" }) => [{ kind: "plan", edit: after }],
  judge({ after = "none", cached, rebuilt }, facts) {
    const forecast = facts.plans.get(planKey(after));
    if (forecast === undefined) return waiting("The next build could not be planned.");
    return allOf([
      ...listOf(cached).map((pattern) => judgeStep(pattern, "cached", { edit: after, forecast, facts })),
      ...listOf(rebuilt).map((pattern) => judgeStep(pattern, "rebuilt", { edit: after, forecast, facts })),
    ]);
  },
});

interface Planned {
  readonly edit: PlanEdit;
  readonly forecast: Forecast;
  readonly facts: Facts;
}

/** All steps that a pattern means are as wanted, and there is one. */
function judgeStep(pattern: InstructionPattern, want: "cached" | "rebuilt", planned: Planned): Judgment {
  const { forecast, edit, facts } = planned;
  const wanted = `${edit === "none" ? "The" : `${editText(edit).trim().replace(/^a/, "A")}, the`} next build ${
    want === "cached" ? "takes" : "runs"
  } ${patternText(pattern)} ${want === "cached" ? "from the cache" : "again"}.`;
  const steps = forecast.steps.filter((step) => isMeant(pattern, step));
  const wrong = steps.find((step) => !isAs(want, step));
  if (steps.length === 0) {
    const { problem } = forecast;
    if (problem !== undefined) return failed(`The next build would fail: ${problem.detail}`, wanted, atProblem());
    return failed(`The next build has no ${patternText(pattern)}.`, wanted);
  }
  if (wrong === undefined) return PASSED;
  if (wrong.code === "never-built") return waiting(`Build it first: ${quoted(wrong.title)} was never built.`);
  const line = wrong.range.start.line + 1;
  const place = { path: facts.dockerfile, range: wrong.range };
  return failed(`Line ${line}, ${quoted(wrong.title)}, ${outlookText(wrong)}${editText(edit)}.`, wanted, place);

  function atProblem() {
    const range = forecast.problem?.range;
    return range === undefined ? undefined : { path: facts.dockerfile, range };
  }
}

function isMeant(pattern: InstructionPattern, step: ForecastStep): boolean {
  if (step.instruction.toUpperCase() !== nameIn(pattern)) return false;
  const rest = step.title.replace(/^\s*\S+\s*/, "");
  return pattern.arguments === undefined || matches(pattern.arguments, rest);
}

function isAs(want: "cached" | "rebuilt", { outlook }: ForecastStep): boolean {
  if (want === "rebuilt") return outlook === "runs" || outlook === "may-run";
  return outlook === "cached" || outlook === "config";
}

function outlookText({ outlook }: ForecastStep): string {
  switch (outlook) {
    case "cached":
    case "config":
      return "comes from the cache";
    case "runs":
    case "may-run":
      return "runs again";
    case "fails":
      return "would fail";
    case "unknown":
      return "is unknown before the build";
  }
}
