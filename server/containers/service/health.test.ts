import { expect, test } from "vitest";
import { type HealthPlan, healthAfter, healthPlan, pauseBefore, STARTING } from "./health.ts";

const SHELL = ["/bin/sh", "-c"];
const plan: HealthPlan = {
  command: ["check"],
  interval: 30_000,
  timeout: 30_000,
  startPeriod: 10_000,
  startInterval: 5_000,
  retries: 2,
};
const failed = { code: 1, output: "no\n", at: 60_000 };
const passed = { code: 0, output: "ok\n", at: 60_000 };

test("a check has the Docker Engine's defaults", () => {
  expect(healthPlan({ Test: ["CMD", "check"] }, SHELL)).toEqual({ ...plan, startPeriod: 0, retries: 3 });
  expect(healthPlan({ Test: ["CMD-SHELL", "a || b"], Interval: 2e9, Retries: 5 }, SHELL)).toMatchObject({
    command: ["/bin/sh", "-c", "a || b"],
    interval: 2000,
    retries: 5,
  });
});

test("there is none without a command, and none with NONE", () => {
  expect([undefined, {}, { Test: [] }, { Test: ["NONE"] }].map((check) => healthPlan(check, SHELL))).toEqual([
    ...[undefined, undefined, undefined, undefined],
  ]);
});

test("a container is unhealthy after as many failures in a row as it may have", () => {
  const once = healthAfter(STARTING, failed, plan);
  expect(once).toEqual({ state: "starting", failures: 1, output: "no\n" });
  const twice = healthAfter(once, failed, plan);
  expect(twice).toEqual({ state: "unhealthy", failures: 2, output: "no\n" });
  expect(healthAfter(twice, passed, plan)).toEqual({ state: "healthy", failures: 0, output: "ok\n" });
  expect(healthAfter({ state: "healthy", failures: 0, output: "" }, failed, plan)).toMatchObject({ state: "healthy" });
});

test("failures in the start period do not count", () => {
  const early = { ...failed, at: 9_000 };
  expect(healthAfter(STARTING, early, plan)).toEqual({ state: "starting", failures: 0, output: "no\n" });
  expect(healthAfter({ state: "healthy", failures: 0, output: "" }, early, plan).failures).toBe(1);
});

test("a starting container is checked more often in its start period", () => {
  expect(pauseBefore(STARTING, 1_000, plan)).toBe(5_000);
  expect(pauseBefore(STARTING, 10_000, plan)).toBe(30_000);
  expect(pauseBefore({ state: "healthy", failures: 0, output: "" }, 1_000, plan)).toBe(30_000);
});
