import type { Learner, LearnerState } from "#contract/room.ts";
import type { MemberRow } from "#server/identity/memberStore.ts";
import type { LearnerRecord } from "./learnerRecord.ts";

/** A build that goes on is seen even if the page is closed; how it ended, until the person goes on. */
export function stateOf({ open, doing, outcome }: LearnerRecord): LearnerState {
  const states = Object.values(open);
  if (states.includes("running")) return "building";
  if (states.includes("queued")) return "queued";
  return doing === "away" ? "away" : (outcome ?? doing);
}

/** One learner, for the teacher. */
export function learnerOf({ id, name, workspace }: MemberRow, record: LearnerRecord): Learner {
  const { since, joinedAt, step, goals, problem, hand, at, help } = record;
  const stuckSince = stuckSinceOf(record);
  return {
    id,
    name,
    ...(workspace !== undefined && { workspace }),
    state: stateOf(record),
    since,
    joinedAt,
    ...(step !== undefined && { step }),
    goals,
    ...(problem !== undefined && { problem }),
    ...(stuckSince !== undefined && { stuckSince }),
    ...(hand !== undefined && { hand }),
    ...(at !== undefined && { at }),
    ...(help !== undefined && { help }),
  };
}

/** Who has tried something and got nowhere yet. Nobody is stuck who is away, or who has finished. */
function stuckSinceOf({ advancedAt, hasTried, finishedAt, doing, problem, goals }: LearnerRecord): number | undefined {
  if (!hasTried || doing === "away" || (finishedAt !== undefined && problem === undefined)) return undefined;
  const isOpen = problem !== undefined || Object.values(goals).some((state) => state !== "passed");
  return isOpen ? advancedAt : undefined;
}

/** The place of each raised hand in the queue, from 1: the earliest first. */
export function handPlaces(records: Iterable<readonly [id: string, record: LearnerRecord]>): Map<string, number> {
  const raised = [...records].flatMap(([id, { hand }]) => (hand === undefined ? [] : [{ id, hand }]));
  raised.sort((a, b) => a.hand - b.hand || (a.id < b.id ? -1 : 1));
  return new Map(raised.map(({ id }, index) => [id, index + 1]));
}

/** Whether a learner is at this `step/goal`, and has not reached it. */
export function isAt({ step, goals }: LearnerRecord, goal: string): boolean {
  return step !== undefined && goal.startsWith(`${step}/`) && goals[goal] !== "passed";
}
