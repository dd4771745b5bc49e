import type { Problem, ProblemCode } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { resolveStages } from "#dockerfile/stages/resolveStages.ts";
import { mistakeDiagnostic } from "#dockerfile/syntax/mistake.ts";
import type { BuildJob } from "../../builder.ts";

/** Mistakes of stages that have a problem of their own, by their code in the language. */
const STAGE_PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  platform: "build/platform",
  "base-name": "image/reference",
};

/** The first mistake that BuildKit would stop at. The target is not looked for here: a wrong one has no place. */
export function dockerfileProblem(dockerfile: Dockerfile, job: BuildJob): Problem | undefined {
  const { diagnostics, syntax } = dockerfile;
  const { buildArgs = {} } = job.request;
  const stages = diagnostics.length > 0 ? [] : resolveStages(dockerfile, { buildArgs }).mistakes.map(mistakeDiagnostic);
  const mistake = [...diagnostics, ...stages].find(({ severity, code }) => severity === "error" && code !== "target");
  if (mistake !== undefined) {
    const { range, message, next, code } = mistake;
    return problem(STAGE_PROBLEMS[code] ?? "dockerfile/syntax", message, {
      range,
      ...(next !== undefined && { next }),
    });
  }
  if (syntax.statements.length > 0) return undefined;
  return problem("dockerfile/syntax", "file with no instructions", {
    next: "Begin with FROM and the image to start from.",
  });
}
