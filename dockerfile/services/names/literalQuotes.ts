import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { runSource } from "../../shell/runScripts.ts";
import type { Statement } from "../../syntax/statement.ts";

/** What stands between single quotes. Indices (UTF-16 code units) into a text, the quotes included. */
export interface Quoted {
  readonly start: number;
  readonly end: number;
}

/** Another shell, `eval`, or envsubst replaces variables in what it is given. */
const EVALUATED = new RegExp(
  [
    "\\b(?:sh|ash|bash|dash|ksh|zsh|su|runuser)\\s(?:[^;&|]*\\s)?-\\w*c\\s*$",
    "\\b(?:eval|trap|envsubst)\\s[^;&|]*$",
    "\\s--command[= ]$",
  ].join("|"),
);

/** One of: an escape, double quotes, single quotes, a comment. */
const PIECE = /\\.|"(?:\\.|[^"\\])*"|'[^']*'|(?<=^|[\s;&|()])#[^\n]*/gs;
/** How far back in its line the command of a quote is looked for. */
const REACH = 300;

/** The single quotes of a script in which a `$` is only a character. */
function literalQuotes(script: string): readonly Quoted[] {
  const found: Quoted[] = [];
  for (const { 0: piece, index } of script.matchAll(PIECE)) {
    if (!piece.startsWith("'")) continue;
    const before = script.slice(Math.max(0, index - REACH), index);
    if (!EVALUATED.test(before.slice(before.lastIndexOf("\n") + 1)))
      found.push({ start: index, end: index + piece.length });
  }
  return found;
}

/** The same of a RUN's script, with offsets into the document; none if no POSIX shell reads it. */
export function literalQuotesOf(dockerfile: Dockerfile, statement: Statement): readonly Quoted[] {
  const run = runSource(statement, dockerfile);
  if (run === undefined || run.form === "exec") return [];
  const { text, offsetOf } = run.source;
  return literalQuotes(text).map(({ start, end }) => ({ start: offsetOf(start), end: offsetOf(end - 1) + 1 }));
}
