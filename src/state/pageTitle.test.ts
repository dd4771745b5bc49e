import { expect, it } from "vitest";
import { problem } from "#contract/problem.ts";
import { digestOf, emptyRun, queuedBuild } from "./build/buildFixture.ts";
import { pageTitle } from "./pageTitle.ts";

const run = emptyRun("b1");

it("the title has the workspace and the state of its build", () => {
  expect(pageTitle("", { phase: "idle" })).toBe("Strata");
  expect(pageTitle("web", { phase: "idle" })).toBe("web · Strata");
  expect(pageTitle("web", queuedBuild("b1"))).toBe("Building… web · Strata");
  const image = { id: digestOf("a"), tags: [] };
  expect(pageTitle("web", { phase: "done", run, finishedAt: 1, image })).toBe("✓ web · Strata");
  const failure = problem("build/run-failed", "exit code 1");
  expect(pageTitle("web", { phase: "failed", run, finishedAt: 1, problem: failure })).toBe("✗ web · Strata");
  expect(pageTitle("web", { phase: "canceled", run, finishedAt: 1 })).toBe("web · Strata");
});
