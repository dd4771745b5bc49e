/**
 * The wildcards of `${x#p}`, `${x%p}` and `${x/p/r}`: `*`, `?` and backslash escapes, no brackets.
 * Matching simulates all alternatives at once, so that its time grows with value × pattern and never explodes.
 */
export type PatternToken =
  | { readonly kind: "literal"; readonly character: string }
  | { readonly kind: "any" }
  | { readonly kind: "star" };

export type PatternResult =
  | { readonly ok: true; readonly tokens: readonly PatternToken[] }
  | { readonly ok: false; readonly message: string };

export function parseShellPattern(pattern: string): PatternResult {
  const tokens: PatternToken[] = [];
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at++) {
    let character = characters[at] ?? "";
    if (character === "*") {
      tokens.push({ kind: "star" });
      continue;
    }
    if (character === "?") {
      tokens.push({ kind: "any" });
      continue;
    }
    if (character === "\\") {
      const next = characters[at + 1];
      // `}` and `/` must be escaped inside of `${}`, but the escape is no part of the pattern.
      if (next === "}" || next === "/") continue;
      if (next !== "*" && next !== "?" && next !== "\\") {
        return { ok: false, message: `invalid escape '\\${next ?? "\uFFFD"}'` };
      }
      at++;
      character = next;
    }
    tokens.push({ kind: "literal", character });
  }
  return { ok: true, tokens };
}

/** The length of the shortest or longest prefix of `value` that matches; undefined if none does. */
export function matchPrefix(
  tokens: readonly PatternToken[],
  value: readonly string[],
  longest: boolean,
): number | undefined {
  let states = closure(tokens, new Set([0]));
  let found = states.has(tokens.length) ? 0 : undefined;
  if (found !== undefined && !longest) return found;
  for (let at = 0; at < value.length && states.size > 0; at++) {
    states = step(tokens, states, value[at] ?? "");
    if (states.has(tokens.length)) {
      found = at + 1;
      if (!longest) return found;
    }
  }
  return found;
}

/** Leftmost longest match at or after `from`. */
export function findMatch(
  tokens: readonly PatternToken[],
  value: readonly string[],
  from: number,
): { start: number; end: number } | undefined {
  // For each state of the pattern, the leftmost place where a match in that state began.
  let threads = new Map<number, number>();
  let best: { start: number; end: number } | undefined;
  for (let at = from; at <= value.length; at++) {
    if (best === undefined) addThread(tokens, threads, 0, at);
    const accepted = threads.get(tokens.length);
    if (accepted !== undefined && (best === undefined || accepted <= best.start)) best = { start: accepted, end: at };
    if (best !== undefined && ![...threads.values()].some((start) => start <= (best?.start ?? 0))) return best;
    threads = advance(tokens, threads, value[at]);
    if (best !== undefined && threads.size === 0) return best;
  }
  return best;
}

function advance(
  tokens: readonly PatternToken[],
  threads: ReadonlyMap<number, number>,
  character: string | undefined,
): Map<number, number> {
  const next = new Map<number, number>();
  if (character === undefined) return next;
  for (const [state, start] of threads) {
    const target = transition(tokens[state], state, character);
    if (target !== undefined) addThread(tokens, next, target, start);
  }
  return next;
}

function addThread(tokens: readonly PatternToken[], threads: Map<number, number>, state: number, start: number): void {
  for (let at = state; ; at++) {
    const known = threads.get(at);
    if (known === undefined || known > start) threads.set(at, start);
    if (tokens[at]?.kind !== "star") return;
  }
}

function closure(tokens: readonly PatternToken[], states: Set<number>): Set<number> {
  // A set visits what is added while it is walked.
  for (const state of states) if (tokens[state]?.kind === "star") states.add(state + 1);
  return states;
}

function step(tokens: readonly PatternToken[], states: ReadonlySet<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const state of states) {
    const target = transition(tokens[state], state, character);
    if (target !== undefined) next.add(target);
  }
  return closure(tokens, next);
}

/** `*` and `?` do not match a line break, as `.` of Go's regular expressions. */
function transition(token: PatternToken | undefined, state: number, character: string): number | undefined {
  if (token === undefined) return undefined;
  if (token.kind === "literal") return token.character === character ? state + 1 : undefined;
  if (character === "\n") return undefined;
  return token.kind === "star" ? state : state + 1;
}
