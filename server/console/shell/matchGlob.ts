/** One part of a pattern between two slashes. */
export type GlobPart =
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "any" }
  /** `*` */
  | { readonly kind: "run" }
  /** `[a-z]`, `[!a-z]` */
  | { readonly kind: "class"; readonly isNegated: boolean; readonly ranges: readonly (readonly [string, string])[] };

/** A pattern, from characters that count as patterns or not. */
export function readGlob(characters: readonly { readonly character: string; readonly quoted: boolean }[]): GlobPart[] {
  const parts: GlobPart[] = [];
  for (let at = 0; at < characters.length; at++) {
    const { character = "", quoted = false } = characters[at] ?? {};
    const found = !quoted && character === "[" ? readClass(characters, at) : undefined;
    if (found !== undefined) {
      parts.push(found.part);
      at = found.end;
    } else if (!quoted && character === "*") {
      if (parts.at(-1)?.kind !== "run") parts.push({ kind: "run" });
    } else {
      parts.push(!quoted && character === "?" ? { kind: "any" } : { kind: "character", character });
    }
  }
  return parts;
}

/** The class that begins at `[`, and where its `]` is; undefined if none ends it. */
function readClass(
  characters: readonly { readonly character: string; readonly quoted: boolean }[],
  start: number,
): { readonly part: GlobPart; readonly end: number } | undefined {
  let at = start + 1;
  const isNegated = ["!", "^"].includes(characters[at]?.character ?? "");
  if (isNegated) at += 1;
  const first = at;
  const ranges: [string, string][] = [];
  for (; at < characters.length; at++) {
    const { character = "", quoted = false } = characters[at] ?? {};
    if (character === "]" && !quoted && at > first) return { part: { kind: "class", isNegated, ranges }, end: at };
    const to = characters[at + 2];
    if (characters[at + 1]?.character === "-" && to !== undefined && to.character !== "]") {
      ranges.push([character, to.character]);
      at += 2;
    } else {
      ranges.push([character, character]);
    }
  }
  return undefined;
}

export function isPattern(parts: readonly GlobPart[]): boolean {
  return parts.some(({ kind }) => kind !== "character");
}

/** Whether a name matches. Takes at most the product of both lengths, whatever the pattern. */
export function matchesGlob(pattern: readonly GlobPart[], name: string): boolean {
  const characters = [...name];
  const [first] = pattern;
  // As in a shell, only a written dot matches the one of a hidden file.
  if (characters[0] === "." && !(first?.kind === "character" && first.character === ".")) return false;
  let [at, next] = [0, 0];
  let [run, retry] = [-1, 0];
  while (next < characters.length) {
    const part = pattern[at];
    if (part?.kind === "run") {
      [run, retry] = [at, next];
      at += 1;
    } else if (part !== undefined && matchesOne(part, characters[next] ?? "")) {
      at += 1;
      next += 1;
    } else if (run >= 0) {
      retry += 1;
      [at, next] = [run + 1, retry];
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(({ kind }) => kind === "run");
}

function matchesOne(part: GlobPart, character: string): boolean {
  if (part.kind === "character") return part.character === character;
  if (part.kind !== "class") return part.kind === "any";
  return part.ranges.some(([from, to]) => from <= character && character <= to) !== part.isNegated;
}
