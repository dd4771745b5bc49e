import type { Range } from "#contract/range.ts";
import type { Command, Instruction, RunInstruction } from "../instructions/instruction.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import type { SyntaxDocument } from "../syntax/parseSyntax.ts";
import { readStatementHead, type Statement, type StatementHead } from "../syntax/statement.ts";
import { execCommand } from "./execCommand.ts";
import type { Bash, ShellScript } from "./shellScript.ts";

/** A script's text and the way from its indices to the document, through continuations and heredoc bodies. */
export interface ScriptSource {
  readonly text: string;
  offsetOf(index: number): number;
  rangeOf(start: number, end: number): Range;
}

/** What a RUN's script says. */
export interface RunScript {
  readonly instruction: RunInstruction;
  readonly statement: Statement;
  /** The RUN waits for child images; its statement is the ONBUILD. */
  readonly onbuild: boolean;
  /** `line` stands in the RUN itself, `heredoc` is a body that a shell reads, `exec` is a JSON array. */
  readonly form: "line" | "heredoc" | "exec";
  readonly source: ScriptSource;
  readonly script: ShellScript;
}

/** The RUN of an instruction, its own or an ONBUILD's. */
export function runOf(
  instruction: Instruction | undefined,
): { readonly run: RunInstruction; readonly onbuild: boolean } | undefined {
  if (instruction?.name === "RUN") return { run: instruction, onbuild: false };
  if (instruction?.name === "ONBUILD" && instruction.trigger?.name === "RUN") {
    return { run: instruction.trigger, onbuild: true };
  }
  return undefined;
}

/** The script of a statement's RUN; undefined where it has none, or another program than a POSIX shell reads it. */
export function runScript(
  statement: Statement,
  { syntax, instructionOf }: Dockerfile,
  bash: Bash,
): RunScript | undefined {
  const found = runOf(instructionOf.get(statement));
  if (found === undefined) return undefined;
  const { run, onbuild } = found;
  const head = onbuild ? readStatementHead(statement.head.line, statement.head.rest.start) : statement.head;
  const base = { instruction: run, statement, onbuild };
  const { command } = run;
  if (command.form === "exec") {
    const source = lineSource(head);
    return { ...base, form: "exec", source, script: execCommand(head, source.text) };
  }
  const body = shellBody(statement, head, command, syntax);
  if (body === "other") return undefined;
  if (body !== undefined) return { ...base, form: "heredoc", source: body, script: bash.parse(body.text) };
  const source = command.heredocs.length === 0 ? lineSource(head) : withBodies(statement, head, syntax);
  return { ...base, form: "line", source, script: bash.parse(source.text) };
}

function lineSource({ line, rest }: StatementHead): ScriptSource {
  return {
    text: rest.text,
    offsetOf: (index) => line.offsetOf(rest.start + index),
    rangeOf: (start, end) => line.rangeOf(rest.start + start, rest.start + end),
  };
}

const SHELL_LINE = /^(?:(?:\/usr)?\/bin\/)?(?:ba|da|a|z|k)?sh(?:\s+-[A-Za-z]+|\s+-o\s+\w+)*$/;
const SHELL_SHEBANG = /^#!\s*\S*\/(?:env\s+)?(?:ba|da|a|z|k)?sh\b/;

/** The heredoc that is the script itself: `RUN <<EOF`, or `RUN bash <<EOF`. */
function shellBody(
  { heredocs: [only, ...more] }: Statement,
  { rest }: StatementHead,
  command: Command & { readonly form: "shell" },
  { text, lines }: SyntaxDocument,
): ScriptSource | "other" | undefined {
  if (only === undefined || more.length > 0 || command.heredocs.length === 0) return undefined;
  const around = (rest.text.slice(0, only.start - rest.start) + rest.text.slice(only.end - rest.start)).trim();
  if (around !== "" && !SHELL_LINE.test(around)) return undefined;
  const body = text.slice(only.bodyStart, only.bodyEnd);
  if (around === "" && body.trimStart().startsWith("#!") && !SHELL_SHEBANG.test(body.trimStart())) return "other";
  return {
    text: withoutReturns(body),
    offsetOf: (index) => only.bodyStart + index,
    rangeOf: (start, end) => lines.rangeOf(only.bodyStart + start, only.bodyStart + end),
  };
}

/** A command line with heredocs that are its input, as the shell gets it. */
function withBodies({ heredocs }: Statement, head: StatementHead, { text, lines }: SyntaxDocument): ScriptSource {
  const line = lineSource(head);
  const first = heredocs[0]?.bodyStart ?? 0;
  const end = heredocs[heredocs.length - 1]?.terminatorEnd ?? first;
  const cut = line.text.length + 1;
  const offsetOf = (index: number): number => (index < cut ? line.offsetOf(index) : first + index - cut);
  return {
    text: `${line.text}\n${withoutReturns(text.slice(first, end))}\n`,
    offsetOf,
    rangeOf: (start, stop) => {
      const from = offsetOf(start);
      return lines.rangeOf(from, stop > start ? offsetOf(stop - 1) + 1 : from);
    },
  };
}

/** CRLF as a shell likes it, of the same length: indices stay true. */
function withoutReturns(text: string): string {
  return text.includes("\r") ? text.replaceAll("\\\r\n", " \\\n").replaceAll("\r\n", " \n") : text;
}
