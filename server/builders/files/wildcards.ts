import { globMatch } from "#dockerfile/ignore/globMatch.ts";
import type { FoundSource, SourceTree } from "./sourceTree.ts";

/** Go's wildcards; a backslash escapes one. */
export function containsWildcards(name: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*[*?[]/.test(name);
}

/** A match under the name by which it was found, which may differ from its real path (symlinks). */
export interface Match extends FoundSource {
  /** The last part of the name as written: what the file is called if it is copied into a folder. */
  readonly base: string;
}

function splitPattern(pattern: string): { fixed: string[]; wild: string[] } {
  const parts = pattern.split("/").filter((part) => part !== "" && part !== ".");
  const at = parts.findIndex(containsWildcards);
  return at < 0 ? { fixed: parts, wild: [] } : { fixed: parts.slice(0, at), wild: parts.slice(at) };
}

function* matchBelow(found: FoundSource, depth: number, pattern: string, above: string): Generator<Match> {
  for (const node of found.node.children() ?? []) {
    const relative = above === "" ? node.name : `${above}/${node.name}`;
    const path = found.path === "" ? node.name : `${found.path}/${node.name}`;
    if (depth === 1) {
      if (globMatch(pattern, relative) === true) yield { path, node, base: node.name };
    } else if (node.file.type === "dir") {
      yield* matchBelow({ path, node }, depth - 1, pattern, relative);
    }
  }
}

/**
 * The matches of a source pattern (fsutil's ResolveWildcards, symlinks followed): one path if it has no wildcard,
 * else what matches below the part before the first one, in order. Undefined if a path without wildcards is missing.
 */
export function resolveSource(tree: SourceTree, pattern: string): Match[] | undefined {
  const { fixed, wild } = splitPattern(pattern);
  const start = tree.lookup(fixed.join("/"));
  if (wild.length === 0) return start && [{ ...start, base: fixed.at(-1) ?? "" }];
  if (start === undefined) return [];
  const matches = Array.from(matchBelow(start, wild.length, wild.join("/"), ""));
  // A match that is a symlink is followed, and keeps its name.
  return matches.flatMap((match) => {
    if (match.node.file.type !== "symlink") return [match];
    const target = tree.lookup(match.path);
    return target === undefined ? [] : [{ ...target, base: match.base }];
  });
}
