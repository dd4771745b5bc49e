import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";

let last: Dockerfile | undefined;

/** The parsed Dockerfile. The last one is kept, because several questions are about the same text. */
export function parseOnce(text: string): Dockerfile {
  if (last?.text !== text) last = parseDockerfile(text);
  return last;
}
