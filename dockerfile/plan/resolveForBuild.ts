import { formatPlatform } from "#contract/names/platform.ts";
import { type Problem, type ProblemCode, problem } from "#contract/problem.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { type ResolvedStages, resolveStages } from "../stages/resolveStages.ts";
import type { Mistake } from "../syntax/mistake.ts";
import { findNamed } from "./namedContext.ts";
import type { PlanOptions } from "./planOptions.ts";

/** A Dockerfile's stages for one build: whose target, arguments, platform and contexts they are. */
export function resolveForBuild(dockerfile: Dockerfile, options: PlanOptions): ResolvedStages {
  const { target, buildArgs, platform, buildPlatform, namedContexts = new Map() } = options;
  return resolveStages(dockerfile, {
    ...(target !== undefined && { target }),
    buildArgs,
    platform: formatPlatform(platform),
    buildPlatform: formatPlatform(buildPlatform),
    namedContext: (name) => findNamed(namedContexts, name),
  });
}

/** Mistakes of stages that have a problem of their own, by their code in the language. */
const PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  platform: "build/platform",
  "base-name": "image/reference",
  target: "dockerfile/target",
};

/** A target that is not there has no place in the Dockerfile. */
export function stageProblem({ code, message, range, next }: Mistake): Problem {
  const place = code === "target" || code === "no-stage" ? {} : { range };
  return problem(PROBLEMS[code] ?? "dockerfile/syntax", message, { ...place, ...(next !== undefined && { next }) });
}
