import type { Range } from "#contract/range.ts";
import { skipSpace, trimSpaceEnd } from "./goSpace.ts";

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

/** Where the parts of a directive stand in its line. */
export interface DirectiveMatch {
  readonly name: DirectiveName;
  readonly value: string;
  readonly nameStart: number;
  readonly valueStart: number;
}

/**
 * `^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$` of BuildKit's `DirectiveParser`, without backtracking.
 * Undefined where the line is no directive or one with another name; either ends the head of the file.
 */
export function matchDirective(line: string, prefix = "#"): DirectiveMatch | undefined {
  if (!line.startsWith(prefix)) return undefined;
  const nameStart = skipSpace(line, prefix.length);
  let at = nameStart;
  while (at < line.length && /[a-zA-Z0-9]/.test(line.charAt(at))) at++;
  const name = line.slice(nameStart, at).toLowerCase();
  at = skipSpace(line, at);
  if (line[at] !== "=") return undefined;
  const valueStart = skipSpace(line, at + 1);
  const value = line.slice(valueStart, trimSpaceEnd(line, valueStart));
  if (value === "" || !isDirectiveName(name)) return undefined;
  return { name, value, nameStart, valueStart };
}
