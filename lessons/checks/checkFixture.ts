import type { Verdict } from "#contract/lesson.ts";
import { type Facts, NEWEST, NO_FACTS } from "./facts.ts";
import { judgeGoal } from "./judgeGoals.ts";
import { readChecks } from "./readChecks.ts";

/** For tests: the verdict on one goal with these checks, as an author writes them on a line each. */
export function verdictOn(checks: string, facts: Partial<Facts>): Verdict {
  const indented = checks
    .trim()
    .split("\n")
    .map((line) => `      ${line}`)
    .join("\n");
  const { steps, mistakes } = readChecks(`steps:\n  1:\n    - goal: It holds\n${indented}\n`, 1);
  const goal = steps.get(0)?.[0];
  if (goal === undefined) throw new Error(mistakes.map(({ message }) => message).join(" "));
  return judgeGoal(goal, { ...NO_FACTS, ...facts });
}

/** What a verdict says, for comparing: its state and sentences, and the line to look at, from 1. */
export function told({ state, saw, wanted, at }: Verdict): readonly (string | number)[] {
  return [
    state,
    ...(saw === undefined ? [] : [saw]),
    ...(wanted === undefined ? [] : [wanted]),
    ...(at === undefined ? [] : [at.range.start.line + 1]),
  ];
}

export function dockerfileFacts(text: string): Partial<Facts> {
  const file = { kind: "text", text } as const;
  return {
    files: new Map([
      [NEWEST, file],
      ["Dockerfile", file],
    ]),
  };
}
