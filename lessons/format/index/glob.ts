import { globMatch, hasWildcards } from "#dockerfile/ignore/globMatch.ts";

/** Whether a path matches a pattern of names, where `**` stands for any number of folders. */
export function matchesGlob(path: string, pattern: string): boolean {
  const parts = pattern.split("/");
  const names = path.split("/");
  let name = 0;
  let part = 0;
  // Where to go on from after the last `**`: an earlier one never has to match more.
  let retry: { name: number; part: number } | undefined;
  while (name < names.length) {
    const wanted = parts[part];
    if (wanted === "**") retry = { name, part: ++part };
    else if (wanted !== undefined && globMatch(wanted, names[name] ?? "") === true) {
      name++;
      part++;
    } else if (retry !== undefined) {
      retry = { name: retry.name + 1, part: retry.part };
      ({ name, part } = retry);
    } else return false;
  }
  return parts.slice(part).every((rest) => rest === "**");
}

/** The folder that all matches of a pattern are below. */
export function globBase(pattern: string): string {
  const parts = pattern.split("/");
  const first = parts.findIndex(hasWildcards);
  return parts.slice(0, first === -1 ? -1 : first).join("/");
}
