import { z } from "zod";
import { expressionSchema, matches, quoted } from "./authorValues.ts";
import { defineCheck } from "./checkDefinition.ts";
import { expressionText } from "./expressionText.ts";
import { failed, PASSED, waiting } from "./judgment.ts";

/** A command that was run in the workspace's console since the step began. */
export const commandCheck = defineCheck({
  schema: z.strictObject({
    matches: expressionSchema,
    exitCode: z
      .union([z.int().min(0).max(255), z.literal("any")])
      .optional()
      .describe("0 if absent."),
  }),
  needs: () => [{ kind: "commands" }],
  judge({ matches: expression, exitCode = 0 }, { commands }) {
    const meant = commands.filter(({ command }) => matches(expression, command));
    if (meant.some(({ code }) => exitCode === "any" || code === exitCode)) return PASSED;
    const last = meant.at(-1);
    const wanted = `A command like ${expressionText(expression)}${exitCode === "any" ? "" : ` that ends with ${exitCode}`}.`;
    if (last !== undefined) return failed(`${quoted(last.command)} ended with ${last.code}.`, wanted);
    const other = commands.at(-1);
    if (other === undefined) return waiting("No command was run in the console since the step began.");
    return failed(`The last command was ${quoted(other.command)}.`, wanted);
  },
});
