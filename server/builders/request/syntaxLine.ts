import type { Range } from "#contract/range.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";

/** Docker's own frontend in its stable versions, whose language is the one that is known here. */
const OWN = /^(?:docker\.io\/)?docker\/dockerfile(?::(?:latest|1(?:\.\d+){0,2}))?(?:@sha256:[0-9a-f]{64})?$/;

/** A `# syntax=` line: the frontend's image, and its place. */
export interface SyntaxLine {
  readonly image: string;
  readonly range: Range;
}

export function syntaxLine({ syntax }: Dockerfile): SyntaxLine | undefined {
  const found = syntax.directives.find(({ name }) => name === "syntax");
  return found && { image: found.value, range: found.range };
}

/** Whether a Dockerfile is in the language that is known here: it names no frontend, or Docker's. */
export function isOwnSyntax(dockerfile: Dockerfile): boolean {
  const line = syntaxLine(dockerfile);
  return line === undefined || OWN.test(line.image.trim());
}
