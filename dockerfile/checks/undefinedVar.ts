import type { Expansion } from "../expansion/expandWord.ts";
import type { ExpandedPiece } from "../stages/expandedWords.ts";
import { nearestOption, withSuggestion } from "../syntax/suggestion.ts";
import { isCommonImageVariable } from "./commonImageVariables.ts";
import type { Check, CheckContext, CheckedInstruction, Finding } from "./context/check.ts";
import { renameVariableFix } from "./renameVariableFix.ts";
import { variableRange } from "./variableRange.ts";

/** Set by BuildKit when it scans an image; not a mistake if undeclared. */
const SCAN_ARGS: ReadonlySet<string> = new Set(["BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE"]);

export const undefinedVar: Check = {
  name: "UndefinedVar",
  title: "Variables should be defined before their use",
  why: "A variable that is never set silently expands to nothing. Usually its name is misspelled, or its ARG is missing in this stage.",
  page: "undefined-var",
  find: (context) =>
    context.visits.flatMap((visit) =>
      // BuildKit does not check the ports of EXPOSE.
      visit.instruction.name === "EXPOSE"
        ? []
        : visit.pieces.flatMap(({ piece, expansion }) => undefinedIn(visit, piece, expansion, context)),
    ),
};

const NOTHING: readonly never[] = [];

function undefinedIn(
  visit: CheckedInstruction,
  piece: ExpandedPiece,
  { uses }: Expansion,
  { dockerfile, brokenNames }: CheckContext,
): readonly Finding[] {
  // Most pieces use none.
  if (uses.length === 0) return NOTHING;
  const seen = new Set<string>();
  return uses.flatMap((use): readonly Finding[] => {
    const { name, set } = use;
    if (set || seen.has(name) || visit.isDeclared(name) || SCAN_ARGS.has(name) || brokenNames.has(name)) return [];
    if (!visit.baseEnvKnown && isCommonImageVariable(name)) return [];
    seen.add(name);
    const near = nearestOption(name, visit.names);
    const [raw, range] =
      piece.kind === "word" ? [piece.word.raw, piece.word.range] : [piece.heredoc.body, piece.heredoc.range];
    return [
      {
        message: withSuggestion(`Usage of undefined variable '$${name}'`, near === undefined ? undefined : `$${near}`),
        range: variableRange(dockerfile, raw, range, use),
        at: visit.instruction.range,
        next: `Declare it in this stage with ARG ${name}, or set it with ENV.`,
        ...(near === undefined ? {} : { fixes: renameVariableFix(dockerfile, { range }, name, near) }),
      },
    ];
  });
}
