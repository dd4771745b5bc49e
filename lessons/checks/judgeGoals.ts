import type { Verdict } from "#contract/lesson.ts";
import type { Facts, Need } from "./facts.ts";
import type { Goal } from "./goal.ts";
import { allOf, type Judgment } from "./judgment.ts";
import { judgeCheck, needsOf } from "./registry.ts";

/** What has to be looked up before these goals can be judged, each once. */
export function neededFacts(goals: readonly Goal[]): readonly Need[] {
  const needs = goals.flatMap(({ checks }) => checks.flatMap((check) => needsOf(check)));
  return [...new Map(needs.map((need) => [JSON.stringify(need), need])).values()];
}

/** The first check that fails decides, else the first that waits. */
export function judgeGoal(goal: Goal, facts: Facts): Verdict {
  return verdictOf(goal, allOf(judgments()));

  function* judgments(): Generator<Judgment> {
    for (const check of goal.checks) yield judgeCheck(check, facts);
  }
}

/** Passed goals say nothing; of the others, the author's help follows what was seen. */
function verdictOf({ id, help }: Goal, judgment: Judgment): Verdict {
  if (judgment.state === "passed") return { goal: id, state: "passed" };
  const { state, saw } = judgment;
  const known = { goal: id, state, saw: help === undefined ? saw : `${ended(saw)} ${help}` };
  if (judgment.state === "waiting") return known;
  const { wanted, at } = judgment;
  return { ...known, wanted, ...(at !== undefined && { at }) };
}

/** What was seen may end in the words of others, such as a builder's detail, and those have no period. */
function ended(text: string): string {
  return /[.!?…](?:["'”’)]| \(\w+\))?$/.test(text) ? text : `${text}.`;
}
