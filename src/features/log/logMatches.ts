import { emptyLog } from "../../state/build/buildLog.ts";
import type { BuildRun } from "../../state/build/buildState.ts";
import { numberedSteps } from "../../state/build/buildSummary.ts";
import { stripAnsi } from "./ansi.ts";

/** A line of output that contains what is looked for. */
export interface LogMatch {
  readonly step: string;
  /** Index in the step's log. */
  readonly line: number;
}

/** More are neither counted nor walked through. */
export const MOST_MATCHES = 10_000;

/** The lines that contain the query, whatever the case, in the order of the log. */
export function logMatches({ steps, logs }: Pick<BuildRun, "steps" | "logs">, query: string): LogMatch[] {
  const matches: LogMatch[] = [];
  if (query === "") return matches;
  const wanted = query.toLowerCase();
  for (const { id } of numberedSteps(steps)) {
    let line = 0;
    for (const chunk of (logs[id] ?? emptyLog).chunks) {
      for (const text of chunk) {
        if (hasText(text, wanted)) matches.push({ step: id, line });
        if (matches.length === MOST_MATCHES) return matches;
        line += 1;
      }
    }
  }
  return matches;
}

/** Most lines have no colors to take off. */
function hasText(line: string, wanted: string): boolean {
  return (line.includes("\x1b") ? stripAnsi(line) : line).toLowerCase().includes(wanted);
}

/** The index of the current match, however often a person moved past either end. */
export function matchAt(matches: readonly LogMatch[], at: number): number {
  return matches.length === 0 ? -1 : ((at % matches.length) + matches.length) % matches.length;
}

/** A text in pieces, of which every second is what is looked for. */
export function splitByQuery(text: string, query: string): string[] {
  if (query === "") return [text];
  const [lower, wanted] = [text.toLowerCase(), query.toLowerCase()];
  // Some letters get longer in lower case, and the places would not fit.
  if (lower.length !== text.length) return [text];
  const pieces: string[] = [];
  let start = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, start)) {
    pieces.push(text.slice(start, at), text.slice(at, at + wanted.length));
    start = at + wanted.length;
  }
  return [...pieces, text.slice(start)];
}
