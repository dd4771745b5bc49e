import { type Problem, problem } from "#contract/problem.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";

/** The first mistake that BuildKit reports in the text, before it looks at stages. */
export function dockerfileProblem({ diagnostics, syntax }: Dockerfile): Problem | undefined {
  const mistake = diagnostics.find(({ severity }) => severity === "error");
  if (mistake !== undefined) {
    const { range, message, next } = mistake;
    return problem("dockerfile/syntax", message, { range, ...(next !== undefined && { next }) });
  }
  if (syntax.statements.length > 0) return undefined;
  return problem("dockerfile/syntax", "file with no instructions", {
    next: "Start with FROM and a base image.",
  });
}
