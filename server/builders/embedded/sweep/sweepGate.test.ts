import { expect, test } from "vitest";
import { SweepGate } from "./sweepGate.ts";

test("nothing is swept while a build runs", async () => {
  const gate = new SweepGate();
  const { promise, resolve } = Promise.withResolvers<void>();
  const build = gate.build(() => promise);
  expect(await gate.sweep(async () => "swept")).toEqual({ state: "busy" });
  resolve();
  await build;
  expect(await gate.sweep(async () => "swept")).toEqual({ state: "done", value: "swept" });
});

test("a build aborts a sweep, and starts when that has stopped", async () => {
  const gate = new SweepGate();
  const order: string[] = [];
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const sweep = gate.sweep(async (signal) => {
    signal.addEventListener("abort", () => order.push("asked to stop"));
    await stopped;
    order.push("stopped");
  });
  const build = gate.build(async () => void order.push("build"));
  stop();
  await Promise.all([sweep, build]);
  expect(order).toEqual(["asked to stop", "stopped", "build"]);
});

test("a failed sweep does not keep a build from starting", async () => {
  const gate = new SweepGate();
  const sweep = gate.sweep(async () => {
    throw new Error("the disk is broken");
  });
  expect(await gate.build(async () => "built")).toBe("built");
  expect(await sweep).toEqual({ state: "busy" });
  await expect(gate.sweep(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
});
