import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BuildEvent } from "#contract/build.ts";
import { openBuildLog } from "./buildLog.ts";
import { queuedBuild } from "./openBuild.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "strata-log-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const line = (text: string): BuildEvent => ({ type: "log", step: "a", stream: "stdout", text });
const open = () =>
  openBuildLog({
    dir,
    onWriteError: (error) => {
      throw error;
    },
  });

test("events are numbered from 1 and seen at once", () => {
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

test("everything is there again after a restart, and numbers go on", () => {
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

test("only the newest finished builds of a workspace are kept, with those under way", () => {
  const log = open();
  for (const id of ["b1", "b2", "b3", "b4"]) {
    log.create("w", queuedBuild(id, 1));
    log.append(id, line(id));
    if (id !== "b1") log.finish({ ...queuedBuild(id, 1), state: "done", finishedAt: 2 });
  }
  log.create("other", queuedBuild("o", 1));
  log.finish({ ...queuedBuild("o", 1), state: "done", finishedAt: 2 });
  log.prune("w", 2);
  expect(["b1", "b2", "b3", "b4", "o"].filter((id) => log.find(id) !== undefined)).toEqual(["b1", "b3", "b4", "o"]);
  expect(log.read("b2", 0, 10)).toEqual([]);
  log.close();
});
