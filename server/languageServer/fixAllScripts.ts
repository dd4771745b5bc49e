import type { Diagnostic } from "#contract/diagnostic.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { type FixAllRequest, type FixAllResult, fixAll } from "#dockerfile/services/fixes/fixAll.ts";
import { isSafeToFix } from "#dockerfile/services/fixes/fixesToLookAt.ts";
import { TextPieces } from "#dockerfile/services/fixes/textPieces.ts";

/** Most rounds: a fix in a script may cause another finding. */
const MAX_ROUNDS = 5;

export interface FixAllScriptsRequest extends FixAllRequest {
  /** ShellCheck's findings in a fixed text; undefined if it can't check it in time. */
  readonly checkScripts: (dockerfile: Dockerfile) => Promise<readonly Diagnostic[] | undefined>;
}

/**
 * Like `fixAll`, but ShellCheck checks the result of its own fixes: new findings are fixed too, and if a script has
 * more errors than before, or can't be checked, none of its fixes are applied.
 */
export async function fixAllScripts(request: FixAllScriptsRequest): Promise<FixAllResult> {
  const { code } = request;
  const isWanted = (found: Diagnostic): boolean =>
    found.source === "shellcheck" && (code === undefined ? isSafeToFix(found) : found.code === code);
  if (!request.diagnostics.some(isWanted)) return fixAll(request);
  const pieces = new TextPieces(request.dockerfile.text);
  let { dockerfile, diagnostics } = request;
  let fixed = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const result = fixAll({ ...request, dockerfile, diagnostics });
    if (result.edits.length === 0) break;
    const next = parseDockerfile(edited(dockerfile.text, result));
    const inScripts = await request.checkScripts(next);
    const found = inScripts && [...request.check(next), ...inScripts];
    if (found === undefined || errors(found) > errors(diagnostics)) {
      const rest = diagnostics.filter(({ source }) => source !== "shellcheck");
      const others = fixAll({ ...request, dockerfile, diagnostics: rest });
      pieces.edit(others.edits);
      fixed += others.fixed;
      break;
    }
    pieces.edit(result.edits);
    fixed += result.fixed;
    [dockerfile, diagnostics] = [next, found];
  }
  return { edits: pieces.editsFromFirst(), fixed };
}

function edited(text: string, { edits }: FixAllResult): string {
  const pieces = new TextPieces(text);
  pieces.edit(edits);
  return pieces.text;
}

function errors(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === "error").length;
}
