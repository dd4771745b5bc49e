import { splitName } from "#contract/docker/splitName.ts";
import { globMatch } from "#dockerfile/ignore/globMatch.ts";

/** Whether a familiar name, or its repository alone, matches the pattern of `reference=`. */
export function matchesReference(pattern: string, name: string): boolean {
  return globMatch(pattern, name) === true || globMatch(pattern, splitName(name).repository) === true;
}
