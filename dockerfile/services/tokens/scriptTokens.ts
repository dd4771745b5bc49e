import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { shellCommandLine } from "../../shell/commandLine.ts";
import { runOf, runScript, type ScriptSource } from "../../shell/runScripts.ts";
import type { Bash, ShellScript } from "../../shell/shellScript.ts";
import type { ShellTokenKind } from "../../shell/shellTokens.ts";
import type { Statement } from "../../syntax/statement.ts";
import { pushInPieces, type SemanticToken, type SemanticTokenType } from "./semanticToken.ts";

const TYPES: Readonly<Record<ShellTokenKind, SemanticTokenType>> = {
  command: "function",
  flag: "parameter",
  string: "string",
  variable: "variable",
  keyword: "keyword",
  operator: "operator",
  comment: "comment",
  label: "label",
};

/** What a shell's grammar says of a statement. */
export interface StatementScript {
  readonly tokens: readonly SemanticToken[];
  /** `line`: the command line with the heredocs that are its input; `heredoc`: only the body of its one heredoc. */
  readonly form: "line" | "heredoc";
}

/** The colors of the script in a statement; undefined if it has none that can be read. */
export function scriptTokens(statement: Statement, dockerfile: Dockerfile, bash: Bash): StatementScript | undefined {
  if (runOf(dockerfile.instructionOf.get(statement)) === undefined) return commandLineTokens(statement, bash);
  const run = runScript(statement, dockerfile, bash);
  if (run === undefined || run.form === "exec" || run.script.tokens.length === 0) return undefined;
  return { form: run.form, tokens: placedTokens(run.script, run.source) };
}

function commandLineTokens(statement: Statement, bash: Bash): StatementScript | undefined {
  const rest = shellCommandLine(statement);
  if (rest === undefined) return undefined;
  const { line } = statement.head;
  const tokens = placedTokens(bash.parse(rest.text), { offsetOf: (index) => line.offsetOf(rest.start + index) });
  return { form: "line", tokens };
}

/** A script's tokens where they are in the document, in pieces where its lines do. */
export function placedTokens(
  { text, tokens }: ShellScript,
  { offsetOf }: Pick<ScriptSource, "offsetOf">,
): readonly SemanticToken[] {
  const placed: SemanticToken[] = [];
  for (const { start, end, kind } of tokens) {
    for (let from = start; from < end; ) {
      const lineBreak = text.indexOf("\n", from);
      const to = lineBreak === -1 || lineBreak > end ? end : lineBreak;
      pushInPieces(placed, offsetOf, from, to, TYPES[kind]);
      from = to + 1;
    }
  }
  return placed;
}
