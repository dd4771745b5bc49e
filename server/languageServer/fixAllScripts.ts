import type { Diagnostic } from "#contract/diagnostic.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { type FixAllRequest, type FixAllResult, fixAll } from "#dockerfile/services/fixes/fixAll.ts";
import { isSafeToFix } from "#dockerfile/services/fixes/fixesToLookAt.ts";
import { TextPieces } from "#dockerfile/services/fixes/textPieces.ts";

/** A fix in a script may bring another finding to light: so often ShellCheck is asked again. */
const MAX_ROUNDS = 5;

export interface FixAllScriptsRequest extends FixAllRequest {
  /** What ShellCheck finds in a text that fixes made; undefined where it can't say in time. */
  readonly checkScripts: (dockerfile: Dockerfile) => Promise<readonly Diagnostic[] | undefined>;
}

/**
 * As `fixAll`, with ShellCheck's word on what its own fixes made: what it finds then is fixed too, and where a script has
 * more errors than before, or it can't say, none of its fixes are made.
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
