import { describe, expect, it } from "vitest";
import { applyToRecord } from "./applyToRecord.ts";
import type { LearnerEvent } from "./learnerEvent.ts";
import { handPlaces, isAt, learnerOf, stateOf } from "./learnerOf.ts";
import { afterRestart, type LearnerRecord, newRecord } from "./learnerRecord.ts";

const problem = { code: "build/source-missing", title: "File to copy not found", detail: "app.py" };
const ada = { id: "ada", room: "r", name: "Ada", owner: "o", joinedAt: 0, workspace: "w" };

/** What is known after these events, one each second. */
function recordAfter(...events: LearnerEvent[]): LearnerRecord {
  return events.reduce((record, event, index) => applyToRecord(record, event, (index + 1) * 1000), newRecord(0));
}

const doing = (what: LearnerRecord["doing"]): LearnerEvent => ({ type: "doing", doing: what });
const build = (state: "queued" | "running" | "done" | "canceled", id = "1"): LearnerEvent => ({
  type: "build",
  id,
  news: { state },
});
const failed = (id = "1"): LearnerEvent => ({ type: "build", id, news: { state: "failed", problem } });
const progress = (step: number, goals: Record<string, "waiting" | "failed" | "passed">): LearnerEvent => ({
  type: "progress",
  step,
  goals,
  finishedAt: undefined,
});
const saved: LearnerEvent = { type: "saved" };
const stuckSince = (...events: LearnerEvent[]) => learnerOf(ada, recordAfter(...events)).stuckSince;

describe("the state of a learner", () => {
  it.each<[string, LearnerEvent[]]>([
    ["away", []],
    ["editing", [doing("editing")]],
    ["idle", [doing("editing"), doing("idle")]],
    ["queued", [doing("editing"), build("queued")]],
    ["building", [doing("editing"), build("queued"), build("running")]],
    ["building", [build("running"), doing("away")]],
    ["failed", [doing("editing"), build("queued"), build("running"), failed()]],
    ["done", [doing("editing"), build("queued"), build("done")]],
    ["editing", [doing("editing"), build("queued"), build("canceled")]],
    ["failed", [doing("idle"), build("queued"), failed(), saved]],
    ["failed", [doing("editing"), build("queued"), failed(), doing("idle")]],
    ["editing", [doing("idle"), build("queued"), failed(), saved, doing("editing")]],
    ["failed", [doing("editing"), build("queued"), failed(), doing("away"), doing("editing")]],
    ["building", [build("queued", "1"), build("running", "1"), build("queued", "2")]],
  ])("is %s", (state, events) => {
    expect(stateOf(recordAfter(...events))).toBe(state);
  });

  it("begins when it changed, not when the same was told again", () => {
    expect(recordAfter(doing("editing"), doing("editing"), saved).since).toBe(1000);
    expect(recordAfter(doing("editing"), build("queued"), build("running"), failed()).since).toBe(4000);
  });

  it("ignores the end of a build that nobody saw begin, such as one from before a restart", () => {
    const record = afterRestart(recordAfter(doing("editing"), build("running")), 9000);
    expect(stateOf(record)).toBe("away");
    expect(applyToRecord(record, failed(), 10_000)).toBe(record);
  });
});

describe("the problem of a learner", () => {
  it("stays until a build succeeds", () => {
    const broken = [doing("editing"), build("queued"), failed(), saved];
    expect(recordAfter(...broken).problem).toEqual(problem);
    expect(recordAfter(...broken, build("queued", "2"), build("done", "2")).problem).toBeUndefined();
  });

  it("is counted among the builds", () => {
    const { builds, failedBuilds } = recordAfter(build("queued"), failed(), build("queued", "2"), build("done", "2"));
    expect([builds, failedBuilds]).toEqual([2, 1]);
  });
});

describe("how long a learner is stuck", () => {
  const open = progress(0, { "0/base": "failed" });

  it("counts from the last goal, once something was tried", () => {
    expect(stuckSince(doing("editing"), open)).toBeUndefined();
    expect(stuckSince(doing("editing"), open, saved)).toBe(2000);
    expect(stuckSince(doing("editing"), open, saved, progress(0, { "0/base": "passed", "0/run": "failed" }))).toBe(
      undefined,
    );
  });

  it("counts from a failed build on, and ends when the problem is solved", () => {
    const broken = [doing("editing"), build("queued"), failed()];
    expect(stuckSince(...broken)).toBe(1000);
    expect(stuckSince(...broken, build("queued", "2"), build("done", "2"))).toBeUndefined();
  });

  it("does not count the time away", () => {
    expect(stuckSince(doing("editing"), open, saved, doing("away"))).toBeUndefined();
    expect(stuckSince(doing("editing"), open, saved, doing("away"), saved, doing("idle"))).toBe(3000);
  });

  it("ends with the lesson", () => {
    const end: LearnerEvent = { type: "progress", step: 1, goals: {}, finishedAt: 5000 };
    expect(stuckSince(doing("editing"), open, saved, end, saved)).toBeUndefined();
  });
});

describe("who is at a goal", () => {
  it("are those in its step who have not reached it", () => {
    expect(isAt(recordAfter(progress(1, { "1/base": "failed" })), "1/base")).toBe(true);
    expect(isAt(recordAfter(progress(1, {})), "1/base")).toBe(true);
    expect(isAt(recordAfter(progress(1, { "1/base": "passed" })), "1/base")).toBe(false);
    expect(isAt(recordAfter(progress(11, {})), "1/base")).toBe(false);
    expect(isAt(recordAfter(), "1/base")).toBe(false);
  });
});

describe("raised hands", () => {
  const raised = (at: number): LearnerRecord => applyToRecord(newRecord(0), { type: "hand", raised: true }, at);

  it("are a queue, the first to raise it first", () => {
    const places = handPlaces([
      ["b", raised(2000)],
      ["a", raised(1000)],
      ["c", newRecord(0)],
    ]);
    expect([...places]).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("keep their place if raised again", () => {
    expect(applyToRecord(raised(1000), { type: "hand", raised: true }, 2000).hand).toBe(1000);
  });
});
