import vm from "node:vm";
import { problemError } from "#contract/problemError.ts";

/** A line that fits, from 1, and where. */
export interface FoundLine {
  readonly line: number;
  readonly excerpt: string;
  readonly start: number;
  readonly end: number;
}

/** The fitting lines of each text. Throws a ProblemError (request/pattern) if that takes too long. */
export type LineFinder = (texts: readonly string[]) => FoundLine[][];

/** Most lines of one text that are told. */
export const MOST_IN_FILE = 50;
/** Characters of a line that are shown. */
const EXCERPT = 200;
const BEFORE = 40;
/** Milliseconds for one call. */
const PATIENCE = 1000;

/** Finds text in any case, or a regular expression. Throws a ProblemError (request/pattern) if it is malformed. */
export function lineFinder(text: string, how: "text" | "regex"): LineFinder {
  const pattern =
    how === "text" ? new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "i") : parsePattern(text);
  return (texts) => withinTime(() => texts.map((one) => linesOf(one, pattern)));
}

function parsePattern(text: string): RegExp {
  try {
    return new RegExp(text, "u");
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? cause.message.replace(/^Invalid regular expression: /, "") : "";
    throw problemError("request/pattern", `This is not a regular expression: ${reason}.`, {
      next: "Put a backslash before characters that have a meaning of their own, or search for text.",
    });
  }
}

function linesOf(text: string, pattern: RegExp): FoundLine[] {
  const found: FoundLine[] = [];
  let line = 0;
  for (let start = 0; start <= text.length && found.length < MOST_IN_FILE; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    line += 1;
    const content = text.slice(start, text[end - 1] === "\r" ? end - 1 : end);
    const match = pattern.exec(content);
    if (match) found.push({ line, ...excerptOf(content, match.index, match[0].length) });
    start = end + 1;
  }
  return found;
}

function excerptOf(line: string, at: number, length: number): Omit<FoundLine, "line"> {
  const from = line.length <= EXCERPT ? 0 : Math.max(0, at - BEFORE);
  const excerpt = line.slice(from, from + EXCERPT).toWellFormed();
  const start = at - from;
  return { excerpt, start, end: Math.min(start + length, excerpt.length) };
}

interface Bounded {
  work: () => FoundLine[][];
}

// A regular expression can't be stopped from outside, but a script that runs one can.
const bounded = vm.createContext({ work: () => [] } satisfies Bounded);
const script = new vm.Script("work()");

function withinTime(work: () => FoundLine[][]): FoundLine[][] {
  bounded.work = work;
  try {
    return script.runInContext(bounded, { timeout: PATIENCE });
  } catch (cause) {
    if (!isTimeout(cause)) throw cause;
    throw problemError(
      "request/pattern",
      "This regular expression takes too long.",
      { next: "Use fewer + and * inside each other, or search for text." },
      { cause },
    );
  }
}

/** An error of the script's own world, where Error is another one. */
function isTimeout(error: unknown): boolean {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
