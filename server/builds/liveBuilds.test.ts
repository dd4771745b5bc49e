import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Build, type BuildRequest, buildSchema } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";
import { type BuildLog, openBuildLog } from "./buildLog.ts";
import { BuildService } from "./buildService.ts";
import { ScriptedBuilder } from "./scriptedBuilder.ts";

let dir: string;
let log: BuildLog;
let builder: ScriptedBuilder;
let builds: BuildService;
let dropped: Digest[];

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "strata-live-"));
  log = openBuildLog(dir);
  builder = new ScriptedBuilder();
  builder.plan = async () => ({ stages: [], steps: [] });
  dropped = [];
  builds = serviceOver(builder);
});
afterEach(async () => {
  await builds.stop();
  log.close();
  rmSync(dir, { recursive: true });
});

function serviceOver(one: ScriptedBuilder): BuildService {
  return new BuildService({
    builders: [one],
    standardBuilder: "embedded",
    log,
    queue: { running: 4, waiting: 2, keep: 3, seconds: 60 },
    logBytes: 1_000_000,
    onFailure: (error) => {
      throw error;
    },
    dropImage: (_owner, image) => dropped.push(image),
  });
}

const live = (dockerfileText: string): BuildRequest => ({ dockerfileText, live: "quick" });
const stateOf = (id: string): Build["state"] => buildSchema.parse(JSON.parse(builds.kept.text("w", id))).state;
const image = (digit: string) => ({ id: `sha256:${digit.repeat(64)}` as const, tags: [] });
const listed = () => builds.kept.list("w", { limit: 20 }).builds.map(({ id }) => id);
const isKept = (id: string) => log.workspaceOf(id) !== undefined;

/** Makes a live build of a text, whose image is named after a digit. */
async function made(text: string, digit: string): Promise<string> {
  const number = builder.started.length;
  const id = builds.start("w", live(text));
  (await builder.held(number)).finish({ image: image(digit) });
  await expect.poll(() => stateOf(id)).toBe("done");
  return id;
}

test("the next live build of the workspace cancels the one before, and starts when that is over", async () => {
  const first = builds.start("w", live("one"));
  await builder.held(0);
  const second = builds.start("w", live("two"));
  expect(builder.started).toHaveLength(1);
  await builder.held(1);
  expect([stateOf(first), stateOf(second)]).toEqual(["canceled", "running"]);
});

test("of many at once, only the last is built, and only one of the canceled is kept", async () => {
  const ids = ["one", "two", "three", "four"].map((text) => builds.start("w", live(text)));
  await expect.poll(() => builder.started.at(-1)?.job.request.dockerfileText).toBe("four");
  expect(ids.filter(isKept).map(stateOf)).toEqual(["canceled", "running"]);
  expect(builder.started.filter(({ signal }) => !signal.aborted)).toHaveLength(1);
});

test("a build by hand and the live build of another workspace go on", async () => {
  const byHand = builds.start("w", { dockerfileText: "one" });
  const other = builds.start("w", { ...live("one"), workspace: "wwwwwwwwwwwwwwwwwwwwww" });
  const elsewhere = builds.start("v", live("one"));
  builds.start("w", live("two"));
  await builder.held(3);
  expect([stateOf(byHand), stateOf(other)]).toEqual(["running", "running"]);
  expect(buildSchema.parse(JSON.parse(builds.kept.text("v", elsewhere))).state).toBe("running");
});

test("the same text is not built twice, not even by another tab", async () => {
  const id = builds.start("w", live("one"));
  expect(builds.start("w", live("one"))).toBe(id);
  (await builder.held(0)).finish({ image: image("a") });
  await expect.poll(() => stateOf(id)).toBe("done");
  expect(builds.start("w", live("one"))).toBe(id);
  expect(builder.started).toHaveLength(1);
});

test("a text whose build failed or was held back is tried again", async () => {
  const id = builds.start("w", live("one"));
  (await builder.held(0)).finish({ state: "failed" });
  await expect.poll(() => stateOf(id)).toBe("failed");
  expect(builds.start("w", live("one"))).not.toBe(id);
});

test("no list has live builds, and they take no place of those that are kept", async () => {
  const byHand = builds.start("w", { dockerfileText: "one" });
  (await builder.held(0)).finish();
  await expect.poll(() => stateOf(byHand)).toBe("done");
  for (const digit of ["1", "2", "3", "4", "5"]) await made(digit, digit);
  expect(listed()).toEqual([byHand]);
});

test("of all live builds of a workspace, the newest stays, and the newest with an image", async () => {
  const [one, two] = [await made("one", "1"), await made("two", "2")];
  const failing = builds.start("w", live("three"));
  (await builder.held(2)).finish({ state: "failed" });
  await expect.poll(() => stateOf(failing)).toBe("failed");
  expect([one, two, failing].map(isKept)).toEqual([false, true, true]);
  expect(dropped).toEqual([image("1").id]);
  expect(builds.kept.liveImages("w")).toEqual([image("2").id]);
});

test("an image that another live build has too is not dropped", async () => {
  await made("one", "1");
  await made("two", "1");
  expect(dropped).toEqual([]);
});

test("a builder that can't tell what it would run builds nothing live", async () => {
  const other = serviceOver(new ScriptedBuilder());
  expect(() => other.start("w", live("one"))).toThrow("can't build live");
});
