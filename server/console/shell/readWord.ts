import type { MissingConstruct, ShellWord, SyntaxStop, WordPart } from "./syntax.ts";

export interface ReadWord {
  readonly word: ShellWord;
  /** Where it ends. */
  readonly end: number;
}

/** Characters that end a word. */
const ENDS = new Set([" ", "\t", "\n", ";", "&", "|", "<", ">", "(", ")"]);

export function endsWord(character: string): boolean {
  return ENDS.has(character);
}

/** Collects the parts of a word; text with the same quoting is one part. */
class Parts {
  readonly parts: WordPart[] = [];

  add(text: string, quoted: boolean): void {
    const last = this.parts.at(-1);
    if (last?.kind === "text" && last.quoted === quoted) {
      this.parts[this.parts.length - 1] = { kind: "text", text: last.text + text, quoted };
    } else {
      this.parts.push({ kind: "text", text, quoted });
    }
  }

  variable(name: string, quoted: boolean): void {
    this.parts.push({ kind: "variable", name, quoted });
  }
}

const INCOMPLETE: SyntaxStop = { stop: "incomplete" };

function missing(construct: MissingConstruct): SyntaxStop {
  return { stop: "missing", construct };
}

/** Reads the word at `start`, where one begins. */
export function readWord(text: string, start: number): ReadWord | SyntaxStop {
  const parts = new Parts();
  let at = start;
  while (at < text.length && !endsWord(text.charAt(at))) {
    const next = readPiece(text, at, parts);
    if (typeof next !== "number") return next;
    at = next;
  }
  return { word: parts.parts, end: at };
}

/** Reads one quotation, escape, variable, or character; returns where it ends. */
function readPiece(text: string, at: number, parts: Parts): number | SyntaxStop {
  switch (text.charAt(at)) {
    case "'": {
      const end = text.indexOf("'", at + 1);
      if (end === -1) return INCOMPLETE;
      parts.add(text.slice(at + 1, end), true);
      return end + 1;
    }
    case '"':
      return readDoubleQuotes(text, at + 1, parts);
    case "\\":
      if (/^\n?$/.test(text.slice(at + 1, at + 3))) return INCOMPLETE;
      if (text.charAt(at + 1) !== "\n") parts.add(text.charAt(at + 1), true);
      return at + 2;
    case "$":
      return readDollar(text, at, parts, false);
    case "`":
      return missing("command-substitution");
    default:
      parts.add(text.charAt(at), false);
      return at + 1;
  }
}

function readDoubleQuotes(text: string, start: number, parts: Parts): number | SyntaxStop {
  parts.add("", true);
  const end = readQuoted(text, start, parts, '"');
  if (typeof end !== "number") return end;
  return end < text.length ? end + 1 : INCOMPLETE;
}

/** Reads text in which variables and some escapes count, up to `until` or the end; returns where it ends. */
function readQuoted(text: string, start: number, parts: Parts, until: string): number | SyntaxStop {
  let at = start;
  while (at < text.length && text.charAt(at) !== until) {
    const character = text.charAt(at);
    if (character === "`") return missing("command-substitution");
    if (character === "\\") {
      const next = text.charAt(at + 1);
      if (next !== "\n") parts.add(next !== "" && `$\`\\${until}`.includes(next) ? next : `\\${next}`, true);
      at += 2;
      continue;
    }
    if (character !== "$") {
      parts.add(character, true);
      at += 1;
      continue;
    }
    const next = readDollar(text, at, parts, true);
    if (typeof next !== "number") return next;
    at = next;
  }
  return Math.min(at, text.length);
}

/** The text of a heredoc whose delimiter is not quoted. */
export function readHeredocText(text: string): ShellWord | SyntaxStop {
  const parts = new Parts();
  const end = readQuoted(text, 0, parts, "");
  return typeof end === "number" ? parts.parts : end;
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*|[0-9?$!#@*-]/y;
const BRACED = /\{([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[?$!#@*-])\}/y;

function readDollar(text: string, at: number, parts: Parts, quoted: boolean): number | SyntaxStop {
  const next = text.charAt(at + 1);
  if (next === "(") return missing(text.charAt(at + 2) === "(" ? "arithmetic" : "command-substitution");
  const pattern = next === "{" ? BRACED : NAME;
  pattern.lastIndex = at + 1;
  const found = pattern.exec(text);
  if (found !== null) {
    parts.variable(found[1] ?? found[0], quoted);
    return pattern.lastIndex;
  }
  if (next === "{") return text.includes("}", at) ? missing("parameter-expansion") : INCOMPLETE;
  parts.add("$", quoted);
  return at + 1;
}
