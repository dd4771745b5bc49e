import type { Mistake } from "../syntax/mistake.ts";
import type { SyntaxDocument } from "../syntax/parseSyntax.ts";
import type { Statement } from "../syntax/statement.ts";

/**
 * Most instructions of one Dockerfile. Each is a step that is planned, told of, kept and shown. BuildKit knows no bound, but
 * nobody writes a hundredth of this by hand.
 */
export const MAX_INSTRUCTIONS = 5000;

/** The statements that are read, and the mistake where there are more. */
export function limitStatements({ statements }: SyntaxDocument): {
  readonly statements: readonly Statement[];
  readonly mistakes: readonly Mistake[];
} {
  const tooMany = statements[MAX_INSTRUCTIONS];
  if (tooMany === undefined) return { statements, mistakes: [] };
  const mistake: Mistake = {
    kind: "mistake",
    phase: "syntax",
    code: "too-many-instructions",
    message: `the Dockerfile has ${statements.length} instructions; at most ${MAX_INSTRUCTIONS} are built`,
    range: tooMany.range,
    next: "Join what belongs together: one ENV, LABEL or RUN can do the work of many.",
  };
  return { statements: statements.slice(0, MAX_INSTRUCTIONS), mistakes: [mistake] };
}
