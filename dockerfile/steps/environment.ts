/** Lists of `NAME=value` as image configurations keep them. */

export function splitEnvironment(entry: string): [name: string, value: string] {
  const at = entry.indexOf("=");
  return at < 0 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1)];
}

export function environmentMap(entries: readonly string[]): Map<string, string> {
  return new Map(entries.map(splitEnvironment));
}

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
    const [name] = splitEnvironment(entry);
    if (!found.has(name)) found.set(name, at);
  }
  places.set(entries, found);
  return found;
}

export function variableOf(entries: readonly string[], name: string): string | undefined {
  const entry = entries[placesOf(entries).get(name) ?? entries.length];
  return entry === undefined ? undefined : splitEnvironment(entry)[1];
}

/** Replaces the entry of that name where it stands, else appends: the order BuildKit keeps. */
export function setVariable(entries: string[], name: string, value: string): void {
  const found = placesOf(entries);
  const at = found.get(name) ?? entries.length;
  found.set(name, at);
  entries[at] = `${name}=${value}`;
}
