import type { BuildNews, LearnerEvent } from "./learnerEvent.ts";
import { stateOf } from "./learnerOf.ts";
import type { LearnerRecord } from "./learnerRecord.ts";

/** What is known of a learner after something happened; the same object if nothing changed. */
export function applyToRecord(record: LearnerRecord, event: LearnerEvent, at: number): LearnerRecord {
  const next = apply(record, event, at);
  if (next === record || stateOf(next) === stateOf(record)) return next;
  return { ...next, since: at };
}

function apply(record: LearnerRecord, event: LearnerEvent, at: number): LearnerRecord {
  switch (event.type) {
    case "doing":
      return afterDoing(placed(record, event.at), event.doing, at);
    case "saved":
      return { ...afterDoing({ ...record, outcome: undefined }, "editing", at), hasTried: true };
    case "build":
      return afterBuild(record, event.id, event.news, at);
    case "progress":
      return afterProgress(record, event, at);
    case "hand":
      if (event.raised === (record.hand !== undefined)) return record;
      return event.raised ? { ...record, hand: at } : { ...record, hand: undefined };
    case "help":
      if (event.help === record.help) return record;
      return event.help === undefined ? { ...record, help: undefined } : { ...record, help: event.help };
  }
}

function afterDoing(record: LearnerRecord, doing: LearnerRecord["doing"], at: number): LearnerRecord {
  if (doing === record.doing) return record;
  if (doing === "away") return { ...record, doing, awaySince: at };
  const back = { ...record, awaySince: undefined, doing };
  const away = record.awaySince === undefined ? 0 : Math.max(0, at - record.awaySince);
  // Who comes back looks at how the build ended.
  if (record.doing === "away") return { ...back, advancedAt: Math.min(at, record.advancedAt + away) };
  return { ...back, outcome: undefined };
}

function afterBuild(record: LearnerRecord, id: string, news: BuildNews, at: number): LearnerRecord {
  if (news.state === "queued" || news.state === "running") {
    if (record.open[id] === news.state) return record;
    const builds = record.builds + (record.open[id] === undefined ? 1 : 0);
    return { ...record, outcome: undefined, builds, open: { ...record.open, [id]: news.state }, hasTried: true };
  }
  const { [id]: ended, ...open } = record.open;
  if (ended === undefined) return record;
  if (news.state === "canceled") return { ...record, open };
  if (news.state === "failed") {
    return { ...record, open, outcome: "failed", failedBuilds: record.failedBuilds + 1, problem: news.problem };
  }
  const built: LearnerRecord = { ...record, open, outcome: "done" };
  return record.problem === undefined ? built : advanced({ ...built, problem: undefined }, at);
}

function afterProgress(
  record: LearnerRecord,
  { step, goals, finishedAt }: LearnerEvent & { type: "progress" },
  at: number,
): LearnerRecord {
  const changed = Object.entries(goals).filter(([key, state]) => record.goals[key] !== state);
  const hasFinished = finishedAt !== undefined && record.finishedAt === undefined;
  if (changed.length === 0 && step === record.step && !hasFinished) return record;
  const next: LearnerRecord = {
    ...record,
    step,
    goals: { ...record.goals, ...goals },
    ...(finishedAt !== undefined && { finishedAt }),
  };
  const reached = changed.some(([, state]) => state === "passed") || step > (record.step ?? -1) || hasFinished;
  return reached ? advanced(next, at) : next;
}

function placed(record: LearnerRecord, at: LearnerRecord["at"]): LearnerRecord {
  if (at === undefined || (at.path === record.at?.path && at.line === record.at.line)) return record;
  return { ...record, at };
}

function advanced(record: LearnerRecord, at: number): LearnerRecord {
  return { ...record, advancedAt: at, hasTried: false };
}
