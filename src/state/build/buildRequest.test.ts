import { expect, test } from "vitest";
import type { WorkspaceSettings } from "#contract/workspace.ts";
import { buildRequestOf } from "./buildRequest.ts";

const settings: WorkspaceSettings = { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" };
const context = `sha256:${"0".repeat(64)}` as const;
const asked = (changes: Partial<WorkspaceSettings>) =>
  buildRequestOf({ settings: { ...settings, ...changes } }, "FROM x", { context });

test("omits everything that is not set", () => {
  expect(asked({ labels: [], noCache: [] })).toEqual({ context, dockerfile: "Dockerfile", dockerfileText: "FROM x" });
});

test("includes labels and annotations that have a name, and stages without the cache", () => {
  const labels = [
    { name: "a", value: "1" },
    { name: "", value: "2" },
  ];
  expect(asked({ labels, annotations: labels, noCache: ["build", "2"] })).toMatchObject({
    labels: { a: "1" },
    annotations: { a: "1" },
    noCacheFilter: ["build", "2"],
  });
});

test("includes secrets, which are no settings", () => {
  const secrets = { token: "one\ntwo" };
  expect(buildRequestOf({ settings, secrets }, "FROM x", { context })).toMatchObject({ secrets });
});
