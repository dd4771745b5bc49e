import { joinRuns } from "../../../shell/joinRuns.ts";
import type { DeadFix } from "./deadFix.ts";
import type { StatementPair } from "./statementPair.ts";

/** What a RUN removes or writes again in its own layer is stored once: joins the RUNs from one to the other. */
export function joinFix({ dockerfile, stored, hiding, between }: StatementPair): DeadFix | undefined {
  const row = [stored, ...between, hiding].map(({ run }) => run);
  const runs = row.flatMap((run) => run ?? []);
  const flags = new Set(runs.map(({ statement }) => flagsOf(statement)));
  if (runs.length < row.length || flags.size > 1) return undefined;
  const edits = joinRuns(runs, dockerfile);
  if (edits === undefined) return undefined;
  return { kind: "join", edits, lines: [stored.statement.range.start.line + 1, hiding.statement.range.end.line + 1] };
}

/** A joined RUN keeps the flags of the first: they must be the same. */
function flagsOf({ head: { line, flags } }: StatementPair["stored"]["statement"]): string {
  return flags
    .map(({ start, end }) => line.text.slice(start, end))
    .sort()
    .join(" ");
}
