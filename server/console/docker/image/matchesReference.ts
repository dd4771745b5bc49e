import { splitName } from "#contract/docker/splitName.ts";

/** Go's path.Match as far as names need it: `*` and `?` stop at a slash, `[a-c]` is one character. */
function globPattern(pattern: string): RegExp | undefined {
  const source = pattern.replaceAll(/\\(.)|\[\^?[^\]]+\]|[*?.+^${}()|/[\]\\]/g, (found, escaped?: string) => {
    if (escaped !== undefined) return escapeCharacter(escaped);
    if (found === "*") return "[^/]*";
    if (found === "?") return "[^/]";
    return found.length > 1 ? found : escapeCharacter(found);
  });
  try {
    return new RegExp(`^${source}$`, "u");
  } catch {
    return undefined;
  }
}

function escapeCharacter(character: string): string {
  return `\\${character}`;
}

/** Whether a familiar name, or its repository alone, matches the pattern of `reference=`. */
export function matchesReference(pattern: string, name: string): boolean {
  const glob = globPattern(pattern);
  return glob !== undefined && (glob.test(name) || glob.test(splitName(name).repository));
}
