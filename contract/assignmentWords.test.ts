import { expect, it } from "vitest";
import { assignmentSentence, lackClause } from "./assignmentWords.ts";
import { lackCodeSchema } from "./builderChoice.ts";

it("says nothing of a builder that was asked for, or gets every build", () => {
  expect(assignmentSentence({ builder: "embedded", code: "standard" })).toBeUndefined();
  expect(assignmentSentence({ builder: "desk", code: "asked" })).toBeUndefined();
});

it("says what the standard builder lacks, and where the Dockerfile asks for it", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 30 } };
  const lack = { code: "syntax", value: "example.com/frontend", range } as const;
  expect(assignmentSentence({ builder: "desk", code: "lack", instead: "embedded", lack })).toBe(
    "Built by desk, because embedded can't use the frontend example.com/frontend (line 1).",
  );
});

it("says when a build came from a builder that was lost, or had no room", () => {
  expect(assignmentSentence({ builder: "b", code: "retried", instead: "a" })).toBe(
    "Built by b, because a was lost during the build.",
  );
  expect(assignmentSentence({ builder: "b", code: "spilled", instead: "a" })).toBe(
    "Built by b, because a had no room.",
  );
});

it("has words for everything that a builder can lack", () => {
  for (const code of lackCodeSchema.options) expect(lackClause({ code })).toMatch(/^can't \w/);
});
