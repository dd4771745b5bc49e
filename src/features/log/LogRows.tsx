import { lineAt } from "../../state/build/buildLog.ts";
import { type AnsiStyle, parseAnsi } from "./ansi.ts";
import { LogLine } from "./LogLine.tsx";
import type { LogMatch } from "./logMatches.ts";
import { type LogLayout, logRowAt, styleAtLine } from "./logRows.ts";
import { StepHead } from "./StepHead.tsx";
import { breaksAt } from "./wrappedLog.ts";

interface LogRowsProps {
  layout: LogLayout;
  first: number;
  last: number;
  found: { readonly query: string; readonly match: LogMatch | undefined };
  onToggle: (step: string) => void;
}

/** The rows in view: headers of steps, and lines of their output. */
export function LogRows({ layout, first, last, found: { query, match }, onToggle }: LogRowsProps) {
  const rows = [];
  let style: AnsiStyle | undefined;
  let end = first;
  for (let row = logRowAt(layout, first); row && row.start < last; row = logRowAt(layout, end)) {
    const { section } = row;
    end = row.end;
    if (row.kind === "step") {
      style = undefined;
      rows.push(
        <StepHead
          key={section.step.id}
          section={section}
          steps={layout.steps}
          onToggle={() => onToggle(section.step.id)}
        />,
      );
      continue;
    }
    const parsed = parseAnsi(lineAt(section.log, row.line), style ?? styleAtLine(section.log, row.line));
    style = parsed.end;
    rows.push(
      <LogLine
        key={`${section.step.id}:${row.line}`}
        spans={parsed.spans}
        query={query}
        current={match?.step === section.step.id && match.line === row.line}
        breaks={section.wrapped ? breaksAt(section.wrapped, row.line) : []}
      />,
    );
  }
  return rows;
}
