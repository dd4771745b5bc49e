import { z } from "zod";
import { contextPathSchema } from "#contract/context.ts";
import type { Range } from "#contract/range.ts";
import { expressionSchema, matches } from "./authorValues.ts";
import { defineCheck } from "./checkDefinition.ts";
import { expressionText } from "./expressionText.ts";
import { failed, PASSED } from "./judgment.ts";

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A file of the workspace. */
export const fileCheck = defineCheck({
  schema: z.strictObject({
    path: contextPathSchema,
    exists: z.boolean().optional().describe("true if absent."),
    matches: expressionSchema.optional(),
    lacks: expressionSchema.optional().describe("An expression that must not match."),
  }),
  needs: ({ path }) => [{ kind: "file", path }],
  judge({ path, exists = true, matches: wanted, lacks }, facts) {
    const file = facts.files.get(path);
    const at = { path, range: START };
    if (!exists) return file === undefined ? PASSED : failed(`There is a file ${path}.`, `No file ${path}.`, at);
    if (file === undefined) return failed(`There is no file ${path}.`, `A file ${path}.`);
    if (wanted === undefined && lacks === undefined) return PASSED;
    if (file.text === undefined) {
      const what = file.kind === "folder" ? "a folder" : "not a text";
      return failed(`${path} is ${what}.`, `A text in ${path}.`, at);
    }
    if (wanted !== undefined && !matches(wanted, file.text)) {
      return failed(
        `Nothing in ${path} is like ${expressionText(wanted)}.`,
        `Something like ${expressionText(wanted)} in ${path}.`,
        at,
      );
    }
    if (lacks !== undefined && matches(lacks, file.text)) {
      return failed(
        `${path} has something like ${expressionText(lacks)}.`,
        `Nothing like ${expressionText(lacks)} in ${path}.`,
        placeOf(lacks),
      );
    }
    return PASSED;

    function placeOf(expression: string) {
      const lines = file?.text?.split("\n") ?? [];
      const line = Math.max(
        0,
        lines.findIndex((each) => matches(expression, each)),
      );
      const range = { start: { line, character: 0 }, end: { line, character: lines[line]?.length ?? 0 } };
      return { path, range };
    }
  },
});
