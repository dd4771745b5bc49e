import { decodeEntities } from "./entities.ts";

/** What is inside a start tag; quoted values may hold `>`. Bounded: a quote that stays open is not looked for to the end. */
const INSIDE = `((?:"[^"]{0,2000}"|'[^']{0,2000}'|[^"'>]){0,2000})`;

/** Matches a start tag of an element, with its attributes as the first group. */
export function startTag(name: string, flags: string): RegExp {
  return new RegExp(`<${name}(?=[\\s>])${INSIDE}>`, flags);
}

/** The attributes of a start tag, by lowercase names. */
export function readAttributes(inside: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", double, single, bare] of inside.matchAll(
    /([^\s"'=<>/]{1,100})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, decodeEntities(double ?? single ?? bare ?? ""));
  }
  return found;
}
