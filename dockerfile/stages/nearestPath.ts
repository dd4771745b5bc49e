import { nearestOption } from "../syntax/suggestion.ts";

/** Of so few characters, each other path is near. */
const SHORT = 2;

/** What a path that does not exist was most likely meant to be: one letter off, other case, or in another folder. */
export function nearestPath(path: string, paths: readonly string[]): string | undefined {
  const lower = path.toLowerCase();
  const name = lastPart(path);
  if (paths.includes(path)) return undefined;
  return (
    paths.find((each) => each.toLowerCase() === lower) ??
    (path.length > SHORT ? nearestOption(path, paths) : undefined) ??
    only(paths.filter((each) => lastPart(each) === name))
  );
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Of several in different folders none is more likely. */
function only(found: readonly string[]): string | undefined {
  return found.length === 1 ? found[0] : undefined;
}
