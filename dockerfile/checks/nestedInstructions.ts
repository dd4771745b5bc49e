import type { Diagnostic } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { runSource } from "../shell/runScripts.ts";
import type { Statement } from "../syntax/statement.ts";

const NAMES = "RUN|COPY|ADD|ENV|ARG|WORKDIR|USER|CMD|ENTRYPOINT|EXPOSE|LABEL|VOLUME|FROM";
const COMMAND = new RegExp(`(?:^|&&|\\|\\||[;|&(\\n])[ \\t]*((${NAMES})[ \\t]+)(?=[^ \\t=])`, "g");
const LINE = new RegExp(`\\n(${NAMES})[ \\t]+(?=[^ \\t=])`, "g");
const QUOTED = /\\.|"(?:\\.|[^"\\])*"|'[^']*'/gs;

/** An instruction in the middle of a RUN, where a shell takes it for a command or a word of one. */
export function nestedInstructions(dockerfile: Dockerfile): readonly Diagnostic[] {
  return dockerfile.syntax.statements.flatMap((statement) => {
    const run = runSource(statement, dockerfile);
    if (run === undefined || run.form === "exec" || statement.mistakes.length > 0) return [];
    const { text, rangeOf } = run.source;
    // Quotes keep their length, so that places stay the same.
    const bare = text.replace(QUOTED, (quoted) => "_".repeat(quoted.length));
    const commands = [...bare.matchAll(COMMAND)].map(({ 0: whole, 1: written = "", 2: name = "", index }) => {
      const end = index + whole.length;
      const start = end - written.length;
      return nested(name, rangeOf(start, start + name.length), rangeOf(start, end));
    });
    const known = new Set(commands.map(({ range }) => range.start.line));
    return [...commands, ...atLineStarts(dockerfile, statement).filter(({ range }) => !known.has(range.start.line))];
  });
}

/** Lines that a backslash above makes a part of the RUN. */
function atLineStarts({ syntax: { text, lines } }: Dockerfile, { head, lineEnd }: Statement): readonly Diagnostic[] {
  const start = head.line.offsetOf(head.keyword.end);
  return [...text.slice(start, lineEnd).matchAll(LINE)].map(({ 1: name = "", index }) => {
    const at = start + index + 1;
    return nested(name, lines.rangeOf(at, at + name.length));
  });
}

/** `written` has the word and the spaces after it, if it is enough to remove them. */
function nested(name: string, range: Range, written?: Range): Diagnostic {
  const isRun = name === "RUN" && written !== undefined;
  return {
    range,
    severity: "warning",
    code: "nested-instruction",
    source: "strata",
    message: `The shell gets ${name} as a word: this is a part of the RUN above.`,
    next: isRun ? "Remove RUN." : "To begin an instruction here, end the line above without && and \\.",
    ...(isRun && { fixes: [{ title: "Remove RUN", edits: [{ range: written, newText: "" }] }] }),
  };
}
