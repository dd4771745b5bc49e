import type { Diagnostic } from "#contract/diagnostic.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { type RunSource, runSource } from "../shell/runScripts.ts";
import { isPosixShell } from "../shell/shellKind.ts";
import type { ResolvedStages } from "../stages/resolveStages.ts";
import { shellsInForce } from "./context/shellInForce.ts";

const STOPS = /(?:^|[;\n])[ \t]*set[ \t]+(?:-\w*e|(?:-\S+[ \t]+)*-\w*o[ \t]+errexit)/;
const STOPPING_SHELL = /(?:^|\s)-(?:[A-Za-z]*e|o\s+errexit)/;

/** Heredocs of RUN in which a command may fail unnoticed: only the exit code of the last one counts. */
export function heredocErrors(dockerfile: Dockerfile, resolved: ResolvedStages): readonly Diagnostic[] {
  const runs = dockerfile.syntax.statements.flatMap((statement) => {
    // A few Dockerfiles have any, and shells take long to find.
    const isWhole = statement.heredocs.length > 0 && statement.mistakes.length === 0;
    const run = isWhole ? runSource(statement, dockerfile) : undefined;
    return run?.form === "heredoc" ? [run] : [];
  });
  if (runs.length === 0) return [];
  const shells = shellsInForce(dockerfile, resolved);
  return runs.flatMap((run) => {
    const shell = run.interpreter === undefined ? (shells.get(run.statement) ?? []) : [run.interpreter];
    const isShell = run.interpreter !== undefined || isPosixShell(shell[0] ?? "");
    const isSafe = shell.some((word) => STOPPING_SHELL.test(word)) || STOPS.test(run.source.text);
    return isShell && !isSafe && hasSeveral(run.source.text) ? [finding(run)] : [];
  });
}

function finding({ statement, source }: RunSource): Diagnostic {
  const at = source.text.startsWith("#!") ? source.text.indexOf("\n") + 1 : 0;
  const tab = statement.heredocs[0]?.chomp === true ? "\t" : "";
  const place = source.rangeOf(at, at);
  const [marker] = statement.heredocs;
  return {
    range: marker === undefined ? statement.range : statement.head.line.rangeOf(marker.start, marker.end),
    severity: "info",
    code: "heredoc-errors",
    source: "strata",
    message: "If a command in this heredoc fails, the next one runs all the same, and the build goes on.",
    next: "Begin it with set -e.",
    fixes: [
      {
        title: "Begin with set -e",
        edits: [
          {
            range: { start: { ...place.start, character: 0 }, end: { ...place.start, character: 0 } },
            newText: `${tab}set -e\n`,
          },
        ],
      },
    ],
  };
}

const OPENS = /^(?:if|for|while|until|case|select)\b|(?:^|[\s)])[{(][ \t]*$/;
const CLOSES = /^(?:fi|done|esac|[})])/;

/** Whether one command is followed by another. Told by lines: what begins in the middle of one is rarely the first. */
function hasSeveral(script: string): boolean {
  let depth = 0;
  let commands = 0;
  let goesOn = false;
  let until: string | undefined;
  for (const written of script.split("\n")) {
    const line = written.trim();
    if (until !== undefined) {
      if (line === until) until = undefined;
      continue;
    }
    if (line === "" || line.startsWith("#")) continue;
    if (CLOSES.test(line)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && !goesOn) commands++;
    const isClosed = /[ \t;](?:fi|done|esac|[})])[ \t]*$/.test(line);
    if (OPENS.test(line) && !isClosed) depth++;
    until = /<<-?[ \t]*['"\\]?(\w+)/.exec(line)?.[1];
    goesOn = /(?:\\|&&|\|\|?)$/.test(line);
  }
  return commands > 1;
}
