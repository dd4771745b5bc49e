import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestApp, type TestApp } from "../testApp.ts";

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ rooms: true });
});
afterAll(() => test.close());

async function metrics(): Promise<string> {
  const response = await test.app.inject("/metrics");
  expect(response.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  return response.body;
}

/** A build from its request to its end. */
async function build(owner: string, state: "done" | "failed"): Promise<void> {
  const { builds } = test.services;
  const number = test.builder.started.length;
  const id = builds.start(owner, {});
  (await test.builder.held(number)).finish({ state });
  for await (const _ of builds.events(owner, id, 0, new AbortController().signal));
}

it("counts builds by result, builder, and kind, and how long they took", async () => {
  await build("alice", "done");
  await build("alice", "failed");
  const text = await metrics();
  expect(text).toContain('strata_builds_total{result="done",builder="embedded",kind="manual"} 1\n');
  expect(text).toContain('strata_builds_total{result="failed",builder="embedded",kind="manual"} 1\n');
  expect(text).toContain('strata_build_duration_seconds_count{kind="manual"} 2\n');
  expect(text).toContain("strata_build_queue_seconds_count 2\n");
});

it("shows the queue, the builders, and the store", async () => {
  const { builds } = test.services;
  const ids = [1, 2, 3].map(() => builds.start("alice", {}));
  const text = await metrics();
  for (const id of ids) builds.cancel("alice", id);
  expect(text).toContain("strata_build_queue_length 1\n");
  expect(text).toContain('strata_builder_running{builder="embedded"} 2\n');
  expect(text).toContain('strata_builder_available{builder="embedded"} 1\n');
  expect(text).toContain("strata_store_bytes 12000\n");
  expect(text).toContain('strata_containers{state="running"} 1\n');
});

it("has requests by route, never by what a person wrote", async () => {
  await test.app.inject("/api/builds/secret-of-alice");
  await test.app.inject("/secret-of-alice");
  const text = await metrics();
  expect(text).toContain('strata_http_requests_total{method="GET",route="/api/builds/:id",status="404"} 1\n');
  expect(text).toContain('strata_http_requests_total{method="any",route="none",status="404"} 1\n');
  expect(text).not.toMatch(/secret|alice/);
});

it("is in a form that Prometheus reads", async () => {
  const lines = (await metrics()).trimEnd().split("\n");
  const comment = /^# (?:HELP [a-z_]+ .+|TYPE [a-z_]+ (?:counter|gauge|histogram))$/;
  const sample = /^[a-z_]+(?:\{[a-z_]+="[^"\n]*"(?:,[a-z_]+="[^"\n]*")*\})? -?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;
  for (const line of lines) expect(line).toMatch(line.startsWith("#") ? comment : sample);
  const names = lines.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []);
  expect(new Set(names).size).toBe(names.length);
});

it("has every metric that the Grafana dashboard names", async () => {
  const text = await metrics();
  const known = new Set(text.split("\n").flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []));
  const dashboard = readFileSync(path.resolve("deploy/grafana/strata.json"), "utf8");
  const named = new Set(dashboard.match(/\b(?:strata|process|nodejs)_[a-z_]+/g));
  const missing = [...named].filter(
    (name) => !known.has(name) && !known.has(name.replace(/_(?:bucket|sum|count)$/, "")),
  );
  expect(named.size).toBeGreaterThan(15);
  expect(missing).toEqual([]);
});
