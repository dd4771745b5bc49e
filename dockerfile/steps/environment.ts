/** Lists of `NAME=value` as image configurations keep them. */

export function environmentList(env: ReadonlyMap<string, string>): string[] {
  return Array.from(env, ([name, value]) => `${name}=${value}`);
}

/** Where the first entry of each name stands, for lists that only `setVariable` changes. */
const places = new WeakMap<readonly string[], Map<string, number>>();

function placesOf(entries: readonly string[]): Map<string, number> {
  const known = places.get(entries);
  if (known !== undefined) return known;
  const found = new Map<string, number>();
  for (const [at, entry] of entries.entries()) {
    const [name = ""] = entry.split("=", 1);
    if (!found.has(name)) found.set(name, at);
  }
  places.set(entries, found);
  return found;
}

/** Replaces the entry of that name in place, or else appends it: the order BuildKit keeps. */
export function setVariable(entries: string[], name: string, value: string): void {
  const found = placesOf(entries);
  const at = found.get(name) ?? entries.length;
  found.set(name, at);
  entries[at] = `${name}=${value}`;
}
