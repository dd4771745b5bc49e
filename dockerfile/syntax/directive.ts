import type { Range } from "#contract/range.ts";
import { skipSpace } from "../go/goSpace.ts";

export type DirectiveName = "syntax" | "escape" | "check";

const NAMES: ReadonlySet<string> = new Set<DirectiveName>(["syntax", "escape", "check"]);

function isDirectiveName(name: string): name is DirectiveName {
  return NAMES.has(name);
}

/** `# name = value` at the head of the file. */
export interface Directive {
  readonly name: DirectiveName;
  readonly value: string;
  readonly range: Range;
  readonly valueRange: Range;
}

/** The parts of a directive in its line. */
export interface DirectiveMatch {
  readonly name: DirectiveName;
  readonly value: string;
  readonly nameStart: number;
  readonly valueStart: number;
}

/** What Go's `\s` is: no vertical tab and nothing beyond ASCII. */
const BEFORE_VALUE = /[a-zA-Z][a-zA-Z0-9]*(?=[\t\n\f\r ]*=)/y;
const SPACE = "\t\n\f\r ";

/**
 * `^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$` of BuildKit's `DirectiveParser`, without backtracking.
 * Undefined if the line is no directive or one with another name; either ends the head of the file.
 */
export function matchDirective(line: string, prefix = "#"): DirectiveMatch | undefined {
  if (!line.startsWith(prefix)) return undefined;
  const nameStart = skipSpace(line, prefix.length);
  BEFORE_VALUE.lastIndex = nameStart;
  const name = BEFORE_VALUE.exec(line)?.[0].toLowerCase();
  if (name === undefined || !isDirectiveName(name)) return undefined;
  let valueStart = line.indexOf("=", nameStart) + 1;
  // A value is required: if there are only spaces, it is the last of them.
  while (valueStart < line.length - 1 && SPACE.includes(line.charAt(valueStart))) valueStart++;
  let valueEnd = line.length;
  while (valueEnd > valueStart + 1 && SPACE.includes(line.charAt(valueEnd - 1))) valueEnd--;
  if (valueStart >= valueEnd) return undefined;
  return { name, value: line.slice(valueStart, valueEnd), nameStart, valueStart };
}
