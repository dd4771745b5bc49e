import { expect, test } from "vitest";
import { problem } from "#contract/problem.ts";
import { viewWithout } from "./viewWithout.ts";

test("a workspace that is gone has no lesson, and nothing is said about it", () => {
  expect(viewWithout("w", problem("workspace/not-found", "No workspace w."))).toEqual({ phase: "none" });
});

test("a lesson that could not be read is said to be missing, not left out", () => {
  const tooLong = problem("request/too-large", "Working on the lesson took longer than 20 seconds.");
  expect(viewWithout("w", tooLong)).toEqual({ phase: "failed", workspace: "w", problem: tooLong });
});
