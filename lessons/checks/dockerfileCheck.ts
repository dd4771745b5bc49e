import { z } from "zod";
import { contextPathSchema } from "#contract/context.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { oneOrMore } from "./authorValues.ts";
import { defineCheck } from "./checkDefinition.ts";
import { judgeBase } from "./dockerfileBase.ts";
import { judgeFindings } from "./dockerfileFindings.ts";
import { judgeHas, judgeLacks, judgeOrder } from "./dockerfileInstructions.ts";
import { chooseStages, judgeStages, stageSchema } from "./dockerfileStages.ts";
import { writtenInstructions } from "./dockerfileStatements.ts";
import { NEWEST, type Need } from "./facts.ts";
import { instructionPatternSchema, writtenPatternSchema } from "./instructionPattern.ts";
import { allOf, failed, type Judgment } from "./judgment.ts";

const schema = z
  .strictObject({
    path: z.optional(contextPathSchema).describe("Another Dockerfile than the one that Build uses."),
    stage: stageSchema.optional(),
    has: oneOrMore(
      writtenPatternSchema.extend({ count: z.int().min(1).optional().describe("Exactly as many.") }),
    ).optional(),
    lacks: oneOrMore(writtenPatternSchema).optional(),
    order: z.array(instructionPatternSchema).min(2).max(50).optional().describe("In this order, in one stage."),
    stages: z.strictObject({ min: z.int().min(1).optional(), max: z.int().min(1).optional() }).optional(),
    base: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe("The image that the last stage starts from, such as busybox*."),
    without: z
      .union([z.literal("errors"), z.array(z.string().min(1).max(100)).min(1).max(50)])
      .optional()
      .describe("errors, or codes of findings that must be gone, such as [DL3025]."),
  })
  .refine(
    ({ path: _path, stage: _stage, ...asked }) => Object.keys(asked).length > 0,
    "Say what the Dockerfile has or lacks.",
  );

/** What is written in a Dockerfile. */
export const dockerfileCheck = defineCheck({
  schema,
  needs: ({ path = NEWEST, without }): Need[] => [
    { kind: "file", path },
    ...(without === undefined ? [] : [{ kind: "findings", path } as const]),
  ],
  judge(check, facts) {
    const asked = check.path ?? NEWEST;
    const path = check.path ?? facts.dockerfile;
    const text = facts.files.get(asked)?.text;
    if (text === undefined) return failed(`There is no file ${path}.`, `A Dockerfile named ${path}.`);
    const dockerfile = parseDockerfile(text);
    const chosen = chooseStages(dockerfile, check.stage);
    const scope = { path, dockerfile, chosen, written: writtenInstructions(dockerfile) };
    return allOf(judgments());

    function* judgments(): Generator<Judgment> {
      if (check.stages !== undefined) yield judgeStages(check.stages, scope);
      if (check.base !== undefined) yield judgeBase(check.base, scope);
      yield* judgeHas(check.has, scope);
      yield* judgeLacks(check.lacks, scope);
      if (check.order !== undefined) yield judgeOrder(check.order, scope);
      if (check.without !== undefined) yield judgeFindings(check.without, path, facts.findings.get(asked));
    }
  },
});
