import type { Range } from "#contract/range.ts";
import type { Dockerfile } from "#dockerfile/instructions/parseDockerfile.ts";

/** Docker's own frontend in any version, from a mirror too: its language is the one that is known here. */
const OWN = /(?:^|\/)docker\/dockerfile(?:-upstream)?(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/;

/** A `# syntax=` line: the frontend's image, and its place. */
export interface SyntaxLine {
  readonly image: string;
  readonly range: Range;
}

/** The line of another frontend than Docker's; undefined if the Dockerfile is in the language that is known here. */
export function foreignSyntax({ syntax }: Dockerfile): SyntaxLine | undefined {
  const found = syntax.directives.find(({ name }) => name === "syntax");
  // Words after the image are the frontend's.
  const image = found?.value.trim().split(/\s/)[0] ?? "";
  return found === undefined || OWN.test(image) ? undefined : { image, range: found.range };
}
