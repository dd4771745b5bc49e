import { expect, it } from "vitest";
import { progressMessage } from "./progressMessage.ts";

const layer = `sha256:${"ab".repeat(32)}` as const;

it("shows how far a layer is, in numbers and as a bar", () => {
  const half = progressMessage({ layer, phase: "downloading", current: 500_000, total: 1_000_000 }, "pull");
  expect(half).toEqual({
    status: "Downloading",
    progressDetail: { current: 500_000, total: 1_000_000 },
    progress: `[${"=".repeat(25)}>${" ".repeat(25)}]    500kB/1MB`,
    id: "abababababab",
  });
  const all = progressMessage({ layer, phase: "downloading", current: 29_154_000, total: 29_154_000 }, "pull");
  expect(all.progress).toBe("[==================================================>]  29.15MB/29.15MB");
});

it.each([
  ["preparing", "pull", "Pulling fs layer"],
  ["preparing", "push", "Preparing"],
  ["exists", "pull", "Already exists"],
  ["exists", "push", "Layer already exists"],
] as const)("calls %s of a %s %j", (phase, direction, status) => {
  expect(progressMessage({ layer, phase }, direction)).toMatchObject({ status, progressDetail: {} });
});

it("names the repository a layer was mounted from", () => {
  expect(progressMessage({ layer, phase: "mounted", from: "team/app" }, "push").status).toBe("Mounted from team/app");
});
