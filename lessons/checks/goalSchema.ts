import { z } from "zod";
import { oneOrMore } from "./authorValues.ts";
import { CHECKS } from "./registry.ts";

const { file, dockerfile, plan, build, image, container, command, registry } = CHECKS;

/** One goal in checks.yaml: what holds in the end, and the checks that tell. */
export const goalSchema = z
  .strictObject({
    goal: z.string().min(1).max(200).describe("What holds in the end, as a sentence without a period."),
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "Use lowercase letters, digits, and -.")
      .optional()
      .describe("Unique in the step; made from the goal if absent."),
    help: z.string().min(1).max(500).optional().describe("Added to what the check saw, if it fails."),
    file: oneOrMore(file.schema).optional(),
    dockerfile: oneOrMore(dockerfile.schema).optional(),
    plan: oneOrMore(plan.schema).optional(),
    build: oneOrMore(build.schema).optional(),
    image: oneOrMore(image.schema).optional(),
    container: oneOrMore(container.schema).optional(),
    command: oneOrMore(command.schema).optional(),
    registry: oneOrMore(registry.schema).optional(),
  })
  .refine(
    ({ goal: _goal, id: _id, help: _help, ...checks }) => Object.keys(checks).length > 0,
    "A goal needs a check: file, dockerfile, plan, build, image, container, command, or registry.",
  );

export const checksFileSchema = z.strictObject({
  minutes: z.int().min(1).max(600).optional().describe("How long the lesson takes people who start."),
  steps: z
    .record(z.string().regex(/^[1-9]\d{0,2}$/, "Name steps by their number, from 1."), z.array(goalSchema).max(20))
    .optional()
    .describe("The goals of each step, by its number in index.json."),
});

export type WrittenGoal = z.infer<typeof goalSchema>;
export type ChecksFile = z.infer<typeof checksFileSchema>;
