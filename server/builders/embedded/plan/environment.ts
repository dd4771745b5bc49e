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

/** Replaces the entry of that name where it stands, else appends: the order BuildKit keeps. */
export function withVariable(entries: readonly string[], name: string, value: string): string[] {
  const entry = `${name}=${value}`;
  const at = entries.findIndex((existing) => splitEnvironment(existing)[0] === name);
  return at < 0 ? [...entries, entry] : entries.with(at, entry);
}
