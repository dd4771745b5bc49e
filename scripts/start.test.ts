import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("help lists the options, starts nothing and builds nothing", () => {
  const { status, stdout } = spawnSync(process.execPath, ["scripts/start.mjs", "--help"], { encoding: "utf8" });
  expect(status).toBe(0);
  expect(stdout).toMatch(/STRATA_DATA .*\[\.\/data\]/);
  expect(stdout).not.toMatch(/Strata is running at|Building/);
});

test("a check that does not exist is said to be, with those that do", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/test.mjs", "nosuch"], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toContain("lint, types, unit, integration, e2e");
});
