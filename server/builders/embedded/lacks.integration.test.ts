import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { createEmbeddedBuilder, type EmbeddedBuilder } from "./embeddedBuilder.ts";

let dataDir: string;
let builder: EmbeddedBuilder;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "strata-lacks-"));
  const limits = { memoryBytes: 3e8, processes: 64, diskBytes: 3e7, outputBytes: 1e6, cpus: 1, seconds: 60 };
  builder = createEmbeddedBuilder({
    dataDir,
    registry: { mirrors: [] },
    network: { mode: "none", allow: [] },
    limits,
  });
});
afterAll(async () => {
  await builder.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const lackOf = (request: BuildRequest) =>
  builder.lacks?.({ id: "b", workspace: "w", request: { dockerfileText: "FROM a", ...request } });

test("the embedded builder lacks frontends other than the official one", async () => {
  expect(await lackOf({ dockerfileText: "# syntax=tonistiigi/other:1\nFROM a" })).toEqual({
    code: "syntax",
    value: "tonistiigi/other:1",
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 27 } },
  });
  for (const official of [
    "docker/dockerfile:1",
    "docker.io/docker/dockerfile:1-labs",
    "docker/dockerfile-upstream:master",
  ])
    expect(await lackOf({ dockerfileText: `# syntax=${official}\nFROM a` })).toBeUndefined();
});

test("the embedded builder lacks images for several platforms, shared caches, and attestations", async () => {
  expect(await lackOf({ platform: "linux/amd64,linux/arm64" })).toMatchObject({ code: "platforms" });
  expect(await lackOf({ platform: "linux/amd64" })).toBeUndefined();
  expect(await lackOf({ cacheFrom: [{ type: "registry", ref: "r/c" }] })).toEqual({ code: "cache", value: "r/c" });
  expect(await lackOf({ cacheTo: [{ type: "local", name: "mine" }] })).toEqual({ code: "cache", value: "mine" });
  expect(await lackOf({ attestations: { sbom: true } })).toEqual({ code: "attestations", value: "sbom" });
  expect(await lackOf({ attestations: {} })).toBeUndefined();
});

test("a Dockerfile that can't be read is no lack: the build says what is wrong with it", async () => {
  expect(await lackOf({ dockerfileText: "FORM a" })).toBeUndefined();
  expect(await lackOf({ context: `sha256:${"0".repeat(64)}` })).toBeUndefined();
});
