import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";

let last: Dockerfile | undefined;

/** The Dockerfile parsed; the last one is kept, because several questions are asked of the same text. */
export function parseOnce(text: string): Dockerfile {
  if (last?.text !== text) last = parseDockerfile(text);
  return last;
}
