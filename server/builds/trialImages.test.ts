import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openBuildLog } from "./buildLog.ts";
import { BuildService } from "./buildService.ts";
import { ScriptedBuilder } from "./scriptedBuilder.ts";

const image = (digit: string) => ({ id: `sha256:${digit.repeat(64)}` as const, tags: [] });
const dropped: string[] = [];
let builder: ScriptedBuilder;
let builds: BuildService;
let close: () => void;

beforeEach(() => {
  const dir = mkdtempSync(join(tmpdir(), "strata-trials-"));
  const log = openBuildLog(dir);
  dropped.length = 0;
  builder = new ScriptedBuilder();
  builds = new BuildService({
    builders: [builder],
    standardBuilder: "embedded",
    log,
    queue: { running: 2, waiting: 2, keep: 10, seconds: 60 },
    logBytes: 1_000_000,
    onFailure: (error) => {
      throw error;
    },
    dropImage: (_owner, id) => dropped.push(id),
  });
  close = () => {
    log.close();
    rmSync(dir, { recursive: true });
  };
});
afterEach(() => close());

const stateOf = (id: string): string => JSON.parse(builds.kept.text("w", id)).state;

/** A finished trial whose image ends in this digit. */
async function tried(workspace: string, digit: string): Promise<string> {
  const id = builds.start("w", { trial: true, workspace });
  (await builder.held(builder.started.length - 1)).finish({ image: image(digit) });
  await expect.poll(() => stateOf(id)).toBe("done");
  return id;
}

test("the image of a trial goes when the trial is canceled, though it had finished", async () => {
  const trial = await tried("one", "a");
  expect([dropped, builds.hiddenImages("w")]).toEqual([[], [image("a").id]]);
  builds.cancel("w", trial);
  builds.cancel("w", trial);
  expect([dropped, builds.hiddenImages("w")]).toEqual([[image("a").id], []]);
});

test("it goes at once if the trial was canceled while its builder was through with it", async () => {
  const trial = builds.start("w", { trial: true });
  (await builder.held(0)).finish({ image: image("a") });
  builds.cancel("w", trial);
  await expect.poll(() => stateOf(trial)).toBe("done");
  expect(dropped).toEqual([image("a").id]);
});

test("it goes when the next trial of its workspace starts, and not with one of another", async () => {
  await tried("one", "a");
  await tried("two", "b");
  expect(dropped).toEqual([]);
  await tried("one", "c");
  expect(dropped).toEqual([image("a").id]);
});

test("it stays as long as another trial has the same", async () => {
  const [one, two] = [await tried("one", "a"), await tried("two", "a")];
  builds.cancel("w", one);
  expect(dropped).toEqual([]);
  builds.cancel("w", two);
  expect(dropped).toEqual([image("a").id]);
});
