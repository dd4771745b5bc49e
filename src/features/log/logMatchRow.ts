import { lineAt } from "../../state/build/buildLog.ts";
import { shownText } from "./ansi.ts";
import type { LogMatch } from "./logMatches.ts";
import { type LogLayout, lineStart } from "./logRows.ts";
import { breaksAt } from "./wrappedLog.ts";

/** The row in which a match begins; undefined if its step is not in the log. */
export function rowOfMatch({ sections }: LogLayout, match: LogMatch, query: string): number | undefined {
  const section = sections.find(({ step }) => step.id === match.step);
  if (!section) return undefined;
  const start = lineStart(section, match.line);
  if (!section.wrapped) return start;
  const at = shownText(lineAt(section.log, match.line)).toLowerCase().indexOf(query.toLowerCase());
  return start + breaksAt(section.wrapped, match.line).filter((place) => place <= at).length;
}
