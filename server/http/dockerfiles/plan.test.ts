import { afterEach, beforeEach, expect, test } from "vitest";
import type { Forecast } from "#contract/plan.ts";
import { problem } from "#contract/problem.ts";
import { problemError } from "#contract/problemError.ts";
import type { PlanJob } from "#server/builders/builder.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

const ask = (payload: object) =>
  server.app.inject({ method: "POST", url: "/api/plan", payload, headers: { host: "localhost" } });

const NOTHING: Forecast = { stages: [], steps: [], problem: problem("dockerfile/syntax", "file with no instructions") };

test("the builder gets a plan's workspace, but no secrets", async () => {
  const asked: PlanJob[] = [];
  server.builder.plan = async (job) => {
    asked.push(job);
    return NOTHING;
  };
  const answer = await ask({ dockerfileText: "", secrets: { key: "hidden" }, contextChanges: { removed: ["a"] } });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual(NOTHING);
  expect(asked).toEqual([
    { workspace: expect.any(String), request: { dockerfileText: "", contextChanges: { removed: ["a"] } } },
  ]);
  expect(server.builder.started).toEqual([]);
});

test("a builder that can't plan reports it", async () => {
  const answer = await ask({ dockerfileText: "FROM scratch\n" });
  expect(answer.json()).toMatchObject({ code: "builder/unavailable" });
});

test("a plan that the builder rejects is a problem of the request", async () => {
  server.builder.plan = () => Promise.reject(problemError("context/not-found", "There is no context."));
  expect((await ask({})).statusCode).toBe(404);
  expect((await ask({ contextChanges: { removed: "a" } })).json()).toMatchObject({ code: "request/invalid" });
});
