import { z } from "zod";
import { goalStateSchema } from "#contract/lesson.ts";
import { helpSchema } from "#contract/room.ts";

/** What is known of a learner's work. Times are milliseconds since the epoch. */
export const learnerRecordSchema = z.object({
  joinedAt: z.number(),
  /** What their page told last. */
  doing: z.enum(["editing", "idle", "away"]),
  /** How the newest build ended, until they go on. */
  outcome: z.enum(["failed", "done"]).optional(),
  /** Builds that have not ended, by ID. */
  open: z.record(z.string(), z.enum(["queued", "running"])),
  /** When the state began that they are in. */
  since: z.number(),
  builds: z.int(),
  failedBuilds: z.int(),
  problem: z.object({ code: z.string(), title: z.string(), detail: z.string() }).optional(),
  step: z.int().optional(),
  /** `step/goal` → state. */
  goals: z.record(z.string(), goalStateSchema),
  finishedAt: z.number().optional(),
  /** When they joined, reached a goal or a step, or solved a problem; time away is not counted. */
  advancedAt: z.number(),
  /** Whether they have built or saved since. */
  hasTried: z.boolean(),
  awaySince: z.number().optional(),
  hand: z.number().optional(),
  at: z.object({ path: z.string(), line: z.int().optional() }).optional(),
  help: z.optional(helpSchema),
});

export type LearnerRecord = z.infer<typeof learnerRecordSchema>;

export function newRecord(at: number): LearnerRecord {
  return {
    joinedAt: at,
    doing: "away",
    awaySince: at,
    open: {},
    since: at,
    builds: 0,
    failedBuilds: 0,
    goals: {},
    advancedAt: at,
    hasTried: false,
  };
}

/** After a restart nobody is known to be there, and no build goes on. */
export function afterRestart(record: LearnerRecord, at: number): LearnerRecord {
  if (record.doing === "away" && Object.keys(record.open).length === 0) return record;
  return { ...record, open: {}, doing: "away", since: at, awaySince: record.awaySince ?? at };
}
