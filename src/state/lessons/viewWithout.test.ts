import { expect, test } from "vitest";
import { problem } from "#contract/problem.ts";
import { viewWithout } from "./viewWithout.ts";

test("a deleted workspace has no lesson, and that is no error", () => {
  expect(viewWithout("w", problem("workspace/not-found", "No workspace w."))).toEqual({ phase: "none" });
});

test("a lesson that could not be read is said to be missing, not left out", () => {
  const tooLong = problem("request/too-large", "Working on the lesson took longer than 20 seconds.");
  expect(viewWithout("w", tooLong)).toEqual({ phase: "failed", workspace: "w", problem: tooLong });
});
