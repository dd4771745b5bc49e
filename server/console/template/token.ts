import { parseError } from "./templateError.ts";

/** A word of an action. `space` stands between words; `value` is as written. */
export interface Token {
  readonly kind:
    | "space"
    | "field"
    | "dot"
    | "variable"
    | "identifier"
    | "string"
    | "character"
    | "number"
    | "pipe"
    | "open"
    | "close"
    | "declare"
    | "assign"
    | "comma"
    | "other";
  readonly value: string;
  readonly offset: number;
}

/** The template between two actions, or an action in words. */
export type Part =
  | { readonly kind: "text"; readonly text: string; readonly offset: number }
  | { readonly kind: "action"; readonly tokens: readonly Token[]; readonly offset: number; readonly end: number };

const PATTERNS: readonly [Token["kind"], RegExp][] = [
  ["space", /[ \t\r\n]+/y],
  ["string", /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ["character", /'(?:[^'\\\n]|\\.)+'/y],
  ["number", /[+-]?(?:0[xX][\da-fA-F_]+|\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)/y],
  ["field", /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ["dot", /\./y],
  ["variable", /\$[\p{L}\p{Nd}_]*/uy],
  ["identifier", /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ["declare", /:=/y],
  ["assign", /=/y],
  ["pipe", /\|/y],
  ["open", /\(/y],
  ["close", /\)/y],
  ["comma", /,/y],
];

/** Splits a template into texts and actions; trims the spaces that `{{-` and `-}}` say. Throws a TemplateError. */
export function readParts(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  let trimsStart = false;
  while (at < text.length) {
    const open = text.indexOf("{{", at);
    const trimsEnd = open !== -1 && /^-\s/.test(text.slice(open + 2, open + 4));
    let between = text.slice(at, open === -1 ? text.length : open);
    if (trimsStart) between = between.trimStart();
    if (trimsEnd) between = between.trimEnd();
    if (between !== "") parts.push({ kind: "text", text: between, offset: at });
    if (open === -1) break;
    const action = readAction(text, open, open + (trimsEnd ? 3 : 2));
    if (action.part !== undefined) parts.push(action.part);
    at = action.end;
    trimsStart = action.trims;
  }
  return parts;
}

interface Action {
  readonly part?: Part;
  readonly end: number;
  /** Whether it trims what follows. */
  readonly trims: boolean;
}

function readAction(text: string, open: number, start: number): Action {
  const comment = /\s*\/\*/y;
  comment.lastIndex = start;
  if (comment.test(text)) return readComment(text, start);
  const tokens: Token[] = [];
  let at = start;
  let depth = 0;
  for (;;) {
    const close = /(\s-)?\}\}/y;
    close.lastIndex = at;
    const found = close.exec(text);
    if (found !== null) {
      if (depth > 0) throw parseError(text, at, "unclosed left paren");
      const end = at + found[0].length;
      return { part: { kind: "action", tokens, offset: open, end }, end, trims: found[1] !== undefined };
    }
    if (at >= text.length) throw parseError(text, at, "unclosed action");
    const token = readToken(text, at);
    if (token.kind === "open") depth += 1;
    if (token.kind === "close") depth -= 1;
    if (depth < 0) throw parseError(text, at, "unexpected right paren");
    tokens.push(token);
    at += token.value.length;
  }
}

function readComment(text: string, start: number): Action {
  const end = text.indexOf("*/", start);
  if (end === -1) throw parseError(text, start, "unclosed comment");
  const close = /(\s-)?\}\}/y;
  close.lastIndex = end + 2;
  const found = close.exec(text);
  if (found === null) throw parseError(text, start, "comment ends before closing delimiter");
  return { end: end + 2 + found[0].length, trims: found[1] !== undefined };
}

const ENDS = /[\s.,|:()=]|\}\}|$/y;

/** A name ends where something else may begin. */
function requireEnd(text: string, kind: Token["kind"], at: number): void {
  if (kind !== "field" && kind !== "variable" && kind !== "identifier") return;
  ENDS.lastIndex = at;
  if (!ENDS.test(text)) throw parseError(text, at, `bad character ${unicodeName(text, at)}`);
}

function unicodeName(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")} '${String.fromCodePoint(code)}'`;
}

function readToken(text: string, at: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const value = pattern.exec(text)?.[0];
    if (value === undefined) continue;
    requireEnd(text, kind, at + value.length);
    // A space before -}} belongs to it.
    if (kind === "space" && text.startsWith("-}}", at + value.length) && value.length > 1) {
      return { kind, value: value.slice(0, -1), offset: at };
    }
    return { kind, value, offset: at };
  }
  const character = text[at] ?? "";
  if (character === '"') throw parseError(text, at, "unterminated quoted string");
  if (character === "`") throw parseError(text, at, "unterminated raw quoted string");
  if (character === "'") throw parseError(text, at, "unterminated character constant");
  if (/[!-~]/.test(character)) return { kind: "other", value: character, offset: at };
  throw parseError(text, at, `unrecognized character in action: ${unicodeName(text, at)}`);
}
