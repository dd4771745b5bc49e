import type { GoalState } from "#contract/lesson.ts";
import type { Learner } from "#contract/room.ts";
import type { LearnerRecord } from "./learnerRecord.ts";

/** What is told of a build; other changes of it are of no interest here. */
export type BuildNews =
  | { readonly state: "queued" | "running" | "done" | "canceled" }
  | { readonly state: "failed"; readonly problem: NonNullable<Learner["problem"]> };

/** What happens to a learner. */
export type LearnerEvent =
  | { readonly type: "doing"; readonly doing: LearnerRecord["doing"]; readonly at?: LearnerRecord["at"] }
  | { readonly type: "saved" }
  | { readonly type: "build"; readonly id: string; readonly news: BuildNews }
  | {
      readonly type: "progress";
      readonly step: number;
      readonly goals: Readonly<Record<string, GoalState>>;
      readonly finishedAt: number | undefined;
    }
  | { readonly type: "hand"; readonly raised: boolean }
  | { readonly type: "help"; readonly help: LearnerRecord["help"] };
