import type { Range } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { type RunSource, runSource } from "../../shell/runScripts.ts";
import type { ResolvedStages } from "../../stages/resolveStages.ts";
import type { Statement } from "../../syntax/statement.ts";
import { type Shell, shellsInForce } from "../context/shellInForce.ts";
import { shebangOf } from "./shebang.ts";
import { VariablesInForce } from "./variablesInForce.ts";

/** Longer scripts are not read, in UTF-16 code units: ShellCheck takes about a second for 4,000. */
export const MAX_SCRIPT_LENGTH = 20_000;

/** A script of a Dockerfile as ShellCheck gets it. */
export interface CheckedScript {
  readonly statement: Statement;
  /** What ShellCheck reads: what it has to know, then the script. The same text means the same findings. */
  readonly text: string;
  /** Where the script itself begins in `text`: what is found before is about nothing that a person wrote. */
  readonly start: number;
  /** Of a place in `text`, at `start` or behind it. */
  rangeOf(from: number, to: number): Range;
  /** Whether its lines are joined in `text`: nothing with a line break can be put into it. */
  readonly joined: boolean;
}

/** The scripts that ShellCheck can read, in the order of the text: the shell forms and heredocs of RUN and ONBUILD RUN. */
export function checkedScripts(dockerfile: Dockerfile, resolved: ResolvedStages): readonly CheckedScript[] {
  const shells = shellsInForce(dockerfile, resolved);
  const variables = new VariablesInForce(resolved);
  return dockerfile.syntax.statements.flatMap((statement) => {
    variables.read(dockerfile.instructionOf.get(statement));
    const run = runSource(statement, dockerfile);
    const shell = shells.get(statement);
    if (run === undefined || run.form === "exec" || shell === undefined) return [];
    return checkedScript(run, shell, variables) ?? [];
  });
}

function checkedScript(run: RunSource, shell: Shell, variables: VariablesInForce): CheckedScript | undefined {
  const { statement, source, interpreter, form } = run;
  const shebang = shebangOf(interpreter, shell);
  if (shebang === undefined || source.text.trim() === "") return undefined;
  // Its own shebang is no longer in the first line: it becomes a comment of the same length.
  const script = source.text.replace(/^(\s*)#!/, "$1##");
  const before = `${[shebang, ...directivesOf(statement), ...exportsFor(script, variables)].join("\n")}\n`;
  return {
    statement,
    text: before + script,
    start: before.length,
    rangeOf: (from, to) => source.rangeOf(from - before.length, to - before.length),
    joined: form === "line",
  };
}

/** `# shellcheck disable=SC2086` above the instruction or between its lines, which a build takes out, is for all of it. */
function directivesOf({ commentsAbove, comments }: Statement): readonly string[] {
  return [...commentsAbove, ...comments.map(({ text }) => text)]
    .filter((text) => /^shellcheck\s+[a-z-]+=/.test(text))
    .map((text) => `# ${text}`);
}

/** Like hadolint's declaration of variables; only for those in the script, so that others change nothing. */
function exportsFor(script: string, variables: VariablesInForce): readonly string[] {
  return [...new Set(script.match(/\w+/g))]
    .filter((name) => variables.has(name))
    .sort()
    .map((name) => `export ${name}=1`);
}
