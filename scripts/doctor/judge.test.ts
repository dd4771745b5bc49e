import { describe, expect, test } from "vitest";
import { EMBEDDED } from "../../contract/healthFixture.ts";
import { parseConfig } from "../../server/config.ts";
import { judgeAddress, judgeNetwork, judgePort } from "./judgeAccess.ts";
import { judgeClass, learnersOf } from "./judgeClass.ts";
import { judgeDisk, judgeMemory, judgeNode, judgePage, judgeSandbox } from "./judgeMachine.ts";
import { linesOf, summaryOf } from "./report.ts";

const config = parseConfig({});
const builder = { ...EMBEDDED, details: { identity: "root", limitedBy: "cgroup2" } };
const statesOf = (details: Record<string, string>) => judgeSandbox({ ...builder, details }).map(({ state }) => state);

describe("the sandbox", () => {
  test("is fine with root or subordinate IDs, and control groups", () => {
    expect(statesOf({ identity: "root", limitedBy: "cgroup2" })).toEqual(["ok", "ok"]);
    expect(statesOf({ identity: "subordinate", limitedBy: "cgroup1" })).toEqual(["ok", "ok"]);
  });

  test("works with one ID and without control groups, with a way to more", () => {
    expect(statesOf({ identity: "single", limitedBy: "watching" })).toEqual(["warning", "warning"]);
    const [identity, limits] = judgeSandbox({ ...builder, details: { identity: "single" } });
    expect(identity?.fix).toContain("--add-subuids");
    expect(limits?.fix).toContain("Delegate=yes");
  });

  test("that can't be is a problem, with the builder's ways out", () => {
    const runReason = "User namespaces are disabled. Run as an administrator: sudo sysctl …";
    expect(judgeSandbox({ ...builder, run: false, runReason })).toEqual([
      { state: "problem", about: "Sandbox", saw: "RUN can't be executed", fix: runReason },
    ]);
  });
});

test("a disk is too small, too slow, or smaller than what images may take", () => {
  const disk = { dir: "/data", freeBytes: 100e9, bytesPerSecond: 200e6 };
  expect(judgeDisk(disk, config).state).toBe("ok");
  expect(judgeDisk({ ...disk, freeBytes: 0.5e9 }, config).state).toBe("problem");
  expect(judgeDisk({ ...disk, bytesPerSecond: 10e6 }, config)).toMatchObject({
    state: "warning",
    fix: "Set STRATA_DATA to a faster disk.",
  });
  expect(judgeDisk({ ...disk, freeBytes: 10e9 }, config)).toMatchObject({ fix: "Set STRATA_STORE_LIMIT=8GB." });
});

test("memory is enough if the builds that run at once fit", () => {
  expect(judgeMemory(4e9, config).state).toBe("ok");
  expect(judgeMemory(3e9, config)).toMatchObject({ state: "warning", fix: "Set STRATA_BUILD_MEMORY=1500MB." });
  expect(judgeMemory(0.3e9, config).state).toBe("problem");
});

test("another Node, and a page that is not built, are no problem", () => {
  expect(judgeNode("v24.21.0", "v24.21.0").state).toBe("ok");
  expect(judgeNode("v26.0.0", "v24.21.0").state).toBe("warning");
  expect([judgePage(true).state, judgePage(false).state]).toEqual(["ok", "warning"]);
});

test("a port that is in use is a problem, in the server's own words", () => {
  expect(judgePort(config, undefined).state).toBe("ok");
  expect(judgePort(config, "Port 8080 is already in use.")).toMatchObject({
    state: "problem",
    saw: "Port 8080 is already in use.",
  });
});

test("learners can come if the address is not loopback and rooms are on", () => {
  const open = parseConfig({ HOST: "0.0.0.0", STRATA_ROOMS: "yes", STRATA_TEACHER_WORD: "chalk" });
  expect(judgeAddress(config, ["192.0.2.7"])).toMatchObject({
    state: "warning",
    fix: expect.stringContaining("HOST=0.0.0.0"),
  });
  expect(judgeAddress(parseConfig({ HOST: "0.0.0.0" }), ["192.0.2.7"]).saw).toContain("no rooms");
  expect(judgeAddress(open, ["192.0.2.7"]).saw).toBe("learners open http://192.0.2.7:8080/join");
  expect(judgeAddress(open, []).state).toBe("warning");
});

test("an unreachable registry is a warning, and the images at hand are named", () => {
  const [registry, images] = judgeNetwork({ asked: ["docker.io"], refusal: "docker.io is unreachable." }, ["busybox"]);
  expect(registry).toMatchObject({ state: "warning", saw: "docker.io is unreachable." });
  expect(images?.saw).toContain("busybox");
  expect(judgeNetwork(undefined, ["busybox"]).map(({ about }) => about)).toEqual(["Images"]);
});

describe("the class", () => {
  const sample = { owners: 8, builds: 100, failed: 0, seconds: 5, memoryBytes: 80e6 };

  test("is as large as builds every 20 seconds and memory allow", () => {
    expect(learnersOf(sample, 100e9)).toBe(400);
    expect(learnersOf(sample, 1e9)).toBe(100);
    expect(learnersOf({ ...sample, builds: 10_000 }, 100e9)).toBe(500);
  });

  test("gives its formula, and warns if it is small", () => {
    expect(judgeClass(sample, 1e9)).toMatchObject({
      state: "ok",
      saw: expect.stringMatching(/about 100 learners.*20\.0 builds a second × 20 s/),
    });
    expect(judgeClass({ ...sample, builds: 2 }, 1e9).state).toBe("warning");
    expect(judgeClass({ ...sample, failed: 1 }, 1e9).state).toBe("problem");
    expect(judgeClass({ ...sample, builds: 0 }, 1e9).state).toBe("problem");
  });
});

test("a report says the state in a word, what to do below it, and ends with 1 on a problem", () => {
  expect(linesOf({ state: "warning", about: "Disk", saw: "slow", fix: "Buy one." })).toEqual([
    "warning   Disk: slow",
    "          → Buy one.",
  ]);
  expect(summaryOf([{ state: "warning", about: "Disk", saw: "slow" }])).toMatchObject({ exitCode: 0 });
  expect(summaryOf([{ state: "problem", about: "Port", saw: "in use" }])).toEqual({
    line: "1 problem, 0 warnings. Fix the problems before class.",
    exitCode: 1,
  });
});
