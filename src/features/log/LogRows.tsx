import { lineAt } from "../../state/build/buildLog.ts";
import { type AnsiStyle, parseAnsi } from "./ansi.ts";
import { LogLine } from "./LogLine.tsx";
import type { LogMatch } from "./logMatches.ts";
import { type LogLayout, logRowAt, styleAtLine } from "./logRows.ts";
import { StepHead } from "./StepHead.tsx";

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
  for (let index = first; index < Math.min(last, layout.rows); index += 1) {
    const row = logRowAt(layout, index);
    if (!row) continue;
    const { section } = row;
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
    const { spans, end } = parseAnsi(lineAt(section.log, row.line), style ?? styleAtLine(section.log, row.line));
    style = end;
    const current = match?.step === section.step.id && match.line === row.line;
    rows.push(<LogLine key={`${section.step.id}:${row.line}`} spans={spans} query={query} current={current} />);
  }
  return rows;
}
