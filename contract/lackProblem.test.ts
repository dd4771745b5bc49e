import { expect, it } from "vitest";
import { lackProblem } from "./lackProblem.ts";

it("names what a build needs, and the two ways out", () => {
  const { code, detail, next } = lackProblem({ code: "syntax", value: "acme/frontend" });
  expect([code, detail, next]).toEqual([
    "build/unsupported",
    "The Dockerfile needs the frontend acme/frontend, which only BuildKit can run.",
    'Remove the # syntax line, or choose the builder "auto".',
  ]);
  expect(lackProblem({ code: "cache" }, false).next).toContain("or add a BuildKit builder");
});
