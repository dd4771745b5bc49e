import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { processorTime } from "../../scripts/processorTime.ts";
import { type BuildLog, openBuildLog } from "./buildLog.ts";
import { queuedBuild } from "./openBuild.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "strata-log-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const line = (text: string): BuildEvent => ({ type: "log", step: "a", stream: "stdout", text });
const open = () => openBuildLog(dir);

test("events are numbered from 1 and visible at once", () => {
  const log = open();
  log.create("w", queuedBuild("b", 1));
  log.append("b", line("one"));
  log.append("b", line("two"));
  expect(log.read("b", 0, 10).map(({ id, json }) => [id, JSON.parse(json).text])).toEqual([
    [1, "one"],
    [2, "two"],
  ]);
  expect(log.read("b", 1, 10).map(({ id }) => id)).toEqual([2]);
  log.close();
});

test("everything is kept across a restart, and numbers continue", () => {
  const first = open();
  first.create("w", queuedBuild("b", 1));
  first.append("b", line("one"));
  first.close();
  const second = open();
  second.append("b", line("two"));
  expect(second.read("b", 0, 10).map(({ id }) => id)).toEqual([1, 2]);
  expect(second.unfinished()).toMatchObject([
    { workspace: "w", build: { id: "b" }, events: [{ text: "one" }, { text: "two" }] },
  ]);
  second.close();
});

test("the events of the first releases are there", () => {
  const log = open();
  log.create("w", queuedBuild("b", 1));
  log.close();
  const db = new DatabaseSync(path.join(dir, "builds.db"));
  db.exec(`
    DROP TABLE events;
    CREATE TABLE events (
      build TEXT NOT NULL REFERENCES builds (id) ON DELETE CASCADE,
      id INTEGER NOT NULL,
      event TEXT NOT NULL,
      PRIMARY KEY (build, id)
    ) STRICT, WITHOUT ROWID;
  `);
  db.prepare("INSERT INTO events VALUES ('b', 1, ?)").run(JSON.stringify(line("one")));
  db.close();
  const now = open();
  now.append("b", line("two"));
  expect(now.read("b", 0, 10).map(({ id, json }) => [id, JSON.parse(json).text])).toEqual([
    [1, "one"],
    [2, "two"],
  ]);
  now.finish({ ...queuedBuild("b", 1), state: "done", finishedAt: 2 });
  now.close();
});

test("events are written as fast beside one of megabytes", () => {
  const log = open();
  const took = (build: string): number => {
    log.create("w", queuedBuild(build, 1));
    for (let count = 0; count < 3000; count += 1) log.append(build, line("small"));
    return processorTime(() => void log.read(build, 0, 1));
  };
  const alone = took("b1");
  for (const build of ["b2", "b4"]) {
    log.create("w", queuedBuild(build, 1));
    log.append(build, line("x".repeat(2_000_000)));
    log.read(build, 0, 1);
  }
  expect(took("b3")).toBeLessThan(Math.max(50, alone * 5));
  log.close();
});

test("only the newest finished builds of a workspace are kept, with those that are running", async () => {
  const log = open();
  for (const id of ["b1", "b2", "b3", "b4"]) {
    log.create("w", queuedBuild(id, 1));
    log.append(id, line(id));
    if (id !== "b1") log.finish({ ...queuedBuild(id, 1), state: "done", finishedAt: 2 });
  }
  log.create("other", queuedBuild("o", 1));
  log.finish({ ...queuedBuild("o", 1), state: "done", finishedAt: 2 });
  log.prune("w", 2);
  expect(["b1", "b2", "b3", "b4", "o"].filter((id) => log.workspaceOf(id) !== undefined)).toEqual([
    "b1",
    "b3",
    "b4",
    "o",
  ]);
  await expect.poll(() => log.read("b2", 0, 10)).toEqual([]);
  log.close();
});

test("a build of a hundred thousand events is removed at once, and its events are deleted in slices", async () => {
  const log = open();
  for (const id of ["large", "new"]) {
    log.create("w", queuedBuild(id, 1));
    if (id === "large") for (let index = 0; index < 100_000; index++) log.append(id, line("x"));
    log.finish({ ...queuedBuild(id, 1), state: "done", finishedAt: 2 });
  }
  log.prune("w", 1);
  expect([log.textOf("large"), log.workspaceOf("large")]).toEqual([undefined, undefined]);
  await setImmediate();
  expect(log.read("large", 0, 1)).toHaveLength(1);
  log.close();
  // What one server left, the next one deletes.
  const next = open();
  await expect.poll(() => next.read("large", 0, 1), { timeout: 30_000 }).toEqual([]);
  expect(next.workspaceOf("new")).toBe("w");
  next.close();
});

const finished = (id: string, image?: string) => ({
  ...queuedBuild(id, 1),
  state: "done" as const,
  finishedAt: 2,
  ...(image !== undefined && { image: { id: `sha256:${image.repeat(64)}` as const, tags: [] } }),
});

function finish(log: BuildLog, id: string, image?: string): void {
  log.create("w", queuedBuild(id, 1));
  log.finish(finished(id, image));
}

test("a name and a pin belong to a build, and survive its end and a restart", () => {
  const first = open();
  first.create("w", queuedBuild("b", 1));
  first.mark("b", { name: "before the fix", pinned: true });
  first.finish(finished("b", "1"));
  first.close();
  const second = open();
  expect(second.list("w", { limit: 1 })).toMatchObject([{ id: "b", name: "before the fix", pinned: true }]);
  expect(JSON.parse(second.textOf("b") ?? "")).toMatchObject({ state: "done", name: "before the fix", pinned: true });
  expect([second.countPinned("w"), second.pinnedImages("w")]).toEqual([1, [`sha256:${"1".repeat(64)}`]]);
  second.mark("b", { name: null, pinned: false });
  expect(second.list("w", { limit: 1 })[0]).toEqual({ ...finished("b", "1"), steps: undefined });
  second.close();
});

test("pinned builds stay when old ones are deleted, and go with everything else of a workspace", () => {
  const log = open();
  for (const id of ["a", "b", "c", "d"]) finish(log, id);
  log.mark("a", { pinned: true });
  log.prune("w", 2);
  expect(log.list("w", { limit: 9 }).map(({ id }) => id)).toEqual(["d", "c", "a"]);
  log.prune("w", 0);
  expect(log.list("w", { limit: 9 })).toEqual([]);
  log.close();
});

test("the builds of a log that knew no names and pins are there", () => {
  const log = open();
  finish(log, "b");
  log.close();
  const db = new DatabaseSync(path.join(dir, "builds.db"));
  db.exec("ALTER TABLE builds DROP COLUMN name; ALTER TABLE builds DROP COLUMN pinned");
  db.close();
  const again = open();
  again.mark("b", { name: "it" });
  expect(again.list("w", { limit: 1 })).toMatchObject([{ id: "b", name: "it" }]);
  again.close();
});
