/**
 * Go's `filepath.Match` on slash-separated paths: `*` and `?` stay within a name, `[a-z]` and `[^a-z]` are classes,
 * a backslash escapes. Undefined if the pattern is wrong. Time grows with pattern × name.
 */
export function globMatch(pattern: string, name: string): boolean | undefined {
  const tokens = parseGlob([...pattern]);
  if (tokens === undefined) return undefined;
  const characters = [...name];
  let states = closure(tokens, new Set([0]));
  for (const character of characters) {
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (token === undefined) continue;
      if (token.kind === "star") {
        if (character !== "/") next.add(state);
      } else if (matches(token, character)) next.add(state + 1);
    }
    if (next.size === 0) return false;
    states = closure(tokens, next);
  }
  return states.has(tokens.length);
}

/** Whether a path has characters that mean something in a pattern (BuildKit's `containsWildcards`). */
export function hasWildcards(path: string): boolean {
  for (let at = 0; at < path.length; at++) {
    const character = path[at];
    if (character === "\\") at++;
    else if (character === "*" || character === "?" || character === "[") return true;
  }
  return false;
}

type GlobToken =
  | { readonly kind: "star" }
  | { readonly kind: "any" }
  | { readonly kind: "literal"; readonly character: string }
  | { readonly kind: "class"; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

function closure(tokens: readonly GlobToken[], states: Set<number>): Set<number> {
  // A set visits what is added while it is walked.
  for (const state of states) if (tokens[state]?.kind === "star") states.add(state + 1);
  return states;
}

function matches(token: Exclude<GlobToken, { kind: "star" }>, character: string): boolean {
  if (token.kind === "literal") return token.character === character;
  if (character === "/") return false;
  if (token.kind === "any") return true;
  const code = character.codePointAt(0) ?? 0;
  const within = token.ranges.some(
    ([low, high]) => (low.codePointAt(0) ?? 0) <= code && code <= (high.codePointAt(0) ?? 0),
  );
  return within !== token.negated;
}

function parseGlob(pattern: readonly string[]): readonly GlobToken[] | undefined {
  const tokens: GlobToken[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    if (character === "*") {
      if (tokens[tokens.length - 1]?.kind !== "star") tokens.push({ kind: "star" });
    } else if (character === "?") tokens.push({ kind: "any" });
    else if (character === "[") {
      const parsed = parseClass(pattern, at + 1);
      if (parsed === undefined) return undefined;
      tokens.push(parsed.token);
      at = parsed.end;
    } else if (character === "\\") {
      const escaped = pattern[++at];
      if (escaped === undefined) return undefined;
      tokens.push({ kind: "literal", character: escaped });
    } else tokens.push({ kind: "literal", character });
  }
  return tokens;
}

function parseClass(pattern: readonly string[], from: number): { token: GlobToken; end: number } | undefined {
  const negated = pattern[from] === "^";
  const ranges: [string, string][] = [];
  let at = negated ? from + 1 : from;
  while (pattern[at] !== "]" || ranges.length === 0) {
    const low = classCharacter(pattern, at);
    if (low === undefined) return undefined;
    at = low.next;
    let high = low;
    if (pattern[at] === "-") {
      const end = classCharacter(pattern, at + 1);
      if (end === undefined) return undefined;
      high = end;
      at = end.next;
    }
    ranges.push([low.character, high.character]);
    if (at >= pattern.length) return undefined;
  }
  return { token: { kind: "class", negated, ranges }, end: at };
}

function classCharacter(pattern: readonly string[], at: number): { character: string; next: number } | undefined {
  const character = pattern[at];
  if (character === undefined || character === "-" || character === "]") return undefined;
  if (character !== "\\") return { character, next: at + 1 };
  const escaped = pattern[at + 1];
  return escaped === undefined ? undefined : { character: escaped, next: at + 2 };
}
