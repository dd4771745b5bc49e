import { parseDockerignore } from "#dockerfile/ignore/dockerignore.ts";

/** Patterns of `--exclude` and `--parents`, with the rules of .dockerignore: a folder stands for all that is in it. */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const matcher = parseDockerignore(patterns.join("\n"));
  return (path) => matcher.ignores(path);
}
