import vm from "node:vm";
import { expressionProblem, PATIENCE } from "../entries/matchPaths.ts";

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

/** Finds text in any case, or a regular expression. Throws a ProblemError (request/pattern) if it is malformed. */
export function lineFinder(text: string, how: "text" | "regex"): LineFinder {
  const pattern =
    how === "text" ? new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "i") : parsePattern(text);
  return (texts) => withinTime(() => texts.map((one) => linesOf(one, pattern)));
}

function parsePattern(text: string): RegExp {
  try {
    return new RegExp(text, "u");
  } catch (error) {
    throw expressionProblem(error) ?? error;
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
  } catch (error) {
    throw expressionProblem(error) ?? error;
  }
}
