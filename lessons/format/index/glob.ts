/** Whether a path matches a pattern with `*`, `**`, and `?`. Each pattern is tried in time linear in both per star. */
export function matchesGlob(path: string, pattern: string): boolean {
  const parts = pattern.split("/");
  const names = path.split("/");
  return matchParts(names, parts);
}

/** Goes back to the last `**` only: an earlier one never has to match more. */
function matchParts(names: readonly string[], parts: readonly string[]): boolean {
  let name = 0;
  let part = 0;
  let star = -1;
  let starName = 0;
  while (name < names.length) {
    if (parts[part] === "**") {
      star = part++;
      starName = name;
    } else if (part < parts.length && matchName(names[name] ?? "", parts[part] ?? "")) {
      name++;
      part++;
    } else if (star !== -1) {
      part = star + 1;
      name = ++starName;
    } else return false;
  }
  while (parts[part] === "**") part++;
  return part === parts.length;
}

function matchName(name: string, pattern: string): boolean {
  let at = 0;
  let part = 0;
  let star = -1;
  let starAt = 0;
  while (at < name.length) {
    const wanted = pattern[part];
    if (wanted === "*") {
      star = part++;
      starAt = at;
    } else if (wanted !== undefined && (wanted === "?" || wanted === name[at])) {
      at++;
      part++;
    } else if (star !== -1) {
      part = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (pattern[part] === "*") part++;
  return part === pattern.length;
}

export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/** The folder that all matches of a pattern are below. */
export function globBase(pattern: string): string {
  const parts = pattern.split("/");
  const first = parts.findIndex(isGlob);
  return parts.slice(0, first === -1 ? -1 : first).join("/");
}
