import { z } from "zod";
import type { Build } from "#contract/build.ts";
import { durationSchema, millisecondsOf, quoted } from "./authorValues.ts";
import { defineCheck } from "./checkDefinition.ts";
import type { Facts } from "./facts.ts";
import { allOf, failed, type Judgment, PASSED, type Place, waiting } from "./judgment.ts";

const failureSchema = z.strictObject({
  instruction: z.string().max(50).optional(),
  line: z.int().min(1).optional().describe("Line of the Dockerfile, from 1."),
  code: z.string().max(100).optional().describe("Code of the problem, such as build/run-failed."),
});

type Failure = z.infer<typeof failureSchema>;

const schema = z
  .strictObject({
    succeeds: z.literal(true).optional(),
    fails: failureSchema.optional(),
    within: durationSchema.optional().describe("Longest time, such as 30s."),
    cached: z
      .strictObject({ min: z.int().min(1) })
      .optional()
      .describe("How many steps came from the cache."),
    since: z.enum(["step", "start"]).optional().describe("Builds since the step began (if absent), or the lesson."),
  })
  .refine(({ since: _since, ...asked }) => Object.keys(asked).length > 0, "Say what the build does.")
  .refine(({ succeeds, fails }) => succeeds === undefined || fails === undefined, "Give succeeds or fails, not both.");

/** The newest build. */
export const buildCheck = defineCheck({
  schema,
  needs: ({ since = "step" }) => [{ kind: "build", since }],
  judge({ since = "step", fails, within, cached }, facts) {
    const build = facts.builds.get(since);
    if (build === undefined)
      return waiting(`There was no build since the ${since === "step" ? "step" : "lesson"} began.`);
    if (build.state === "queued" || build.state === "running") return waiting("The build is not finished.");
    if (build.state === "canceled") return waiting("The build was canceled.");
    if (fails !== undefined) return judgeFailure(fails, build, facts);
    if (build.state === "failed") return failed(sentence(build), "The build succeeds.", placeOf(build, facts));
    return allOf([judgeTime(within, build), judgeCache(cached?.min, build)]);
  },
});

function judgeFailure({ instruction, line, code }: Failure, build: Build, facts: Facts): Judgment {
  const where = line === undefined ? "" : ` on line ${line}`;
  const wanted = `The build fails${where}${instruction === undefined ? "" : ` at ${instruction.toUpperCase()}`}${
    code === undefined ? "" : ` with ${code}`
  }.`;
  if (build.state !== "failed") return failed("The build succeeded.", wanted);
  const { problem } = build;
  const isIt =
    (instruction === undefined || problem?.instruction?.toUpperCase() === instruction.toUpperCase()) &&
    (line === undefined || problem?.range?.start.line === line - 1) &&
    (code === undefined || problem?.code === code);
  return isIt ? PASSED : failed(sentence(build), wanted, placeOf(build, facts));
}

function judgeTime(within: string | undefined, { startedAt = 0, finishedAt = 0 }: Build): Judgment {
  const took = finishedAt - startedAt;
  if (within === undefined || took <= millisecondsOf(within)) return PASSED;
  return failed(`The build took ${(took / 1000).toFixed(1)} s.`, `A build that takes at most ${within}.`);
}

function judgeCache(min: number | undefined, { steps }: Build): Judgment {
  const count = steps.filter(({ state }) => state === "cached").length;
  if (min === undefined || count >= min) return PASSED;
  const few = count === 1 ? "1 step" : `${count} steps`;
  return failed(`The build took ${few} from the cache.`, `At least ${min} steps from the cache.`);
}

function sentence({ problem }: Build): string {
  if (problem === undefined) return "The build failed.";
  const line = problem.range === undefined ? "" : ` on line ${problem.range.start.line + 1}`;
  return `The build failed${line}: ${quoted(problem.detail)}`;
}

function placeOf({ problem, source }: Build, facts: Facts): Place | undefined {
  if (problem?.range === undefined) return undefined;
  return { path: source?.dockerfile ?? facts.dockerfile, range: problem.range };
}
