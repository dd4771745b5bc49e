import { globMatch } from "./globMatch.ts";

/** One line of a .dockerignore, ready to match paths without a leading slash. */
export interface IgnorePattern {
  /** As cleaned, without `!`. */
  readonly text: string;
  /** True for `!`: what matches is let in again. */
  readonly exclusion: boolean;
  /** Whether it matches the path or a folder that the path is in. */
  matches(path: string): boolean;
}

/**
 * moby/patternmatcher's rules: `**` stands for any number of folders, a literal pattern is compared, `x/**` is a prefix,
 * and a leading `**` a suffix. Undefined where Go's `filepath.Match` would call the pattern wrong.
 */
export function createIgnorePattern(text: string, exclusion: boolean): IgnorePattern | undefined {
  if (globMatch(text, ".") === undefined) return undefined;
  return { text, exclusion, matches: matcherOf(text) };
}

const SPECIAL = /[*?[\]\\]/;

function matcherOf(text: string): (path: string) => boolean {
  if (!SPECIAL.test(text)) return (path) => path === text || path.startsWith(`${text}/`);
  if (text === "**") return () => true;
  if (text.endsWith("**") && !SPECIAL.test(text.slice(0, -2))) {
    const prefix = text.slice(0, -2);
    return (path) => path.startsWith(prefix);
  }
  if (text.startsWith("**") && !SPECIAL.test(text.slice(2))) {
    const suffix = `${text.slice(2)}/`;
    // `**/foo` matches `foo` too.
    return (path) =>
      `${path}/`.includes(suffix) ||
      (suffix.startsWith("/") && path.startsWith(suffix.slice(1))) ||
      `/${path}/` === suffix;
  }
  const tokens = parseTokens([...text]);
  return (path) => simulate(tokens, path);
}

type Token =
  /** `**` and the slash behind it: nothing, or anything that ends with a slash. */
  | { readonly kind: "folders" }
  /** A trailing `**`. */
  | { readonly kind: "rest" }
  | { readonly kind: "star" }
  /** Any one character as `filepath.Match` has it: a literal, `?` or a class. */
  | { readonly kind: "one"; readonly pattern: string };

function parseTokens(pattern: readonly string[]): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    if (character === "*" && pattern[at + 1] === "*") {
      at += pattern[at + 2] === "/" ? 2 : 1;
      tokens.push(at + 1 >= pattern.length ? { kind: "rest" } : { kind: "folders" });
    } else if (character === "*") tokens.push({ kind: "star" });
    else if (character === "[") {
      const end = classEnd(pattern, at);
      tokens.push({ kind: "one", pattern: pattern.slice(at, end + 1).join("") });
      at = end;
    } else if (character === "\\") {
      tokens.push({ kind: "one", pattern: `\\${pattern[at + 1] ?? "\\"}` });
      at++;
    } else tokens.push({ kind: "one", pattern: character });
  }
  return tokens;
}

function classEnd(pattern: readonly string[], from: number): number {
  for (let at = from + 1; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "]" && at > from + 1) return at;
  }
  return pattern.length - 1;
}

/** States are indices of tokens; a negative one is inside of the folders of that token (−1 − index). */
function simulate(tokens: readonly Token[], path: string): boolean {
  let states = closure(tokens, new Set([0]));
  for (const character of path) {
    // A slash ends the name of a folder that the path is in.
    if (character === "/" && states.has(tokens.length)) return true;
    const next = new Set<number>();
    for (const state of states) advance(tokens, state, character, next);
    if (next.size === 0) return false;
    states = closure(tokens, next);
  }
  return states.has(tokens.length);
}

function advance(tokens: readonly Token[], state: number, character: string, next: Set<number>): void {
  const index = state < 0 ? -1 - state : state;
  const token = tokens[index];
  if (token === undefined) return;
  if (token.kind === "folders") {
    next.add(-1 - index);
    if (character === "/") next.add(index + 1);
  } else if (token.kind === "rest") next.add(index);
  else if (token.kind === "star") {
    if (character !== "/") next.add(index);
  } else if (token.pattern === character ? character !== "?" : isOne(token.pattern, character)) next.add(index + 1);
}

function isOne(pattern: string, character: string): boolean {
  return (pattern === "?" || pattern.length > 1) && globMatch(pattern, character) === true;
}

function closure(tokens: readonly Token[], states: Set<number>): Set<number> {
  // A set visits what is added while it is walked.
  for (const state of states) {
    if (state < 0) continue;
    const kind = tokens[state]?.kind;
    if (kind === "star" || kind === "folders" || kind === "rest") states.add(state + 1);
  }
  return states;
}
