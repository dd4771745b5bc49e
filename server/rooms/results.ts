import { csvLine } from "#contract/csv.ts";
import type { ResultRow } from "#contract/room.ts";
import type { MemberRow } from "#server/identity/memberStore.ts";
import type { LearnerRecord } from "./learnerRecord.ts";

export function resultRow({ name }: MemberRow, record: LearnerRecord): ResultRow {
  const { joinedAt, step, goals, builds, failedBuilds, finishedAt } = record;
  return {
    name,
    joinedAt,
    ...(step !== undefined && { step }),
    goals,
    passed: Object.values(goals).filter((state) => state === "passed").length,
    builds,
    failedBuilds,
    ...(finishedAt !== undefined && { finishedAt }),
  };
}

/** A table for spreadsheets (RFC 4180): a row for each learner, a column for each goal that somebody has met. */
export function resultsCsv(learners: readonly ResultRow[]): string {
  const goals = [...new Set(learners.flatMap((row) => Object.keys(row.goals)))].sort(byNumber);
  const header = ["name", "joined", "step", "passed", "builds", "failed builds", "finished", ...goals];
  const rows = learners.map((row) => [
    row.name,
    time(row.joinedAt),
    row.step === undefined ? "" : `${row.step + 1}`,
    `${row.passed}`,
    `${row.builds}`,
    `${row.failedBuilds}`,
    time(row.finishedAt),
    ...goals.map((goal) => row.goals[goal] ?? ""),
  ]);
  return [header, ...rows].map(csvLine).join("");
}

const byNumber = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

const time = (at: number | undefined): string => (at === undefined ? "" : new Date(at).toISOString());
