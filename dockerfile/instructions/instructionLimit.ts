import type { Mistake } from "../syntax/mistake.ts";
import type { SyntaxDocument } from "../syntax/parseSyntax.ts";
import type { Statement } from "../syntax/statement.ts";

/**
 * Maximum number of instructions in a Dockerfile. Each is a step that is planned, reported, kept, and shown. BuildKit has no
 * such limit, but no one writes a hundredth of this by hand.
 */
export const MAX_INSTRUCTIONS = 5000;

/** The statements within the limit, and a mistake if there are more. */
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
    message: `the Dockerfile has ${statements.length} instructions; the limit is ${MAX_INSTRUCTIONS}`,
    range: tooMany.range,
    next: "Combine instructions: one ENV, LABEL, or RUN can do the work of many.",
  };
  return { statements: statements.slice(0, MAX_INSTRUCTIONS), mistakes: [mistake] };
}
