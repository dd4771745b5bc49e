import type { Range } from "#contract/range.ts";
import type { Command, Instruction, RunInstruction } from "../instructions/instruction.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import type { LineIndex } from "../syntax/lineIndex.ts";
import { createLogicalLine, type Segment } from "../syntax/logicalLine.ts";
import type { SyntaxDocument } from "../syntax/parseSyntax.ts";
import { type HeredocNode, readStatementHead, type Statement, type StatementHead } from "../syntax/statement.ts";
import { execCommand } from "./execCommand.ts";
import type { Bash, ShellScript } from "./shellScript.ts";

/** A script's text and the way from its indices to the document, through continuations and heredoc bodies. */
export interface ScriptSource {
  readonly text: string;
  offsetOf(index: number): number;
  rangeOf(start: number, end: number): Range;
}

/** Where a RUN's script stands. */
export interface RunSource {
  readonly instruction: RunInstruction;
  readonly statement: Statement;
  /** The RUN waits for child images; its statement is the ONBUILD. */
  readonly onbuild: boolean;
  /** `line` is in the RUN itself, `heredoc` is a body that a shell reads, `exec` is a JSON array. */
  readonly form: "line" | "heredoc" | "exec";
  readonly source: ScriptSource;
  /** What reads a heredoc instead of the shell in force: `bash -e` of `RUN bash -e <<EOF`, or the body's `#!` line. */
  readonly interpreter?: string;
}

/** What a RUN's script says. */
export interface RunScript extends RunSource {
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

/** Where the script of a statement's RUN stands; undefined if it has none, or another program than a POSIX shell reads it. */
export function runSource(statement: Statement, { syntax, instructionOf }: Dockerfile): RunSource | undefined {
  const found = runOf(instructionOf.get(statement));
  if (found === undefined) return undefined;
  const { run, onbuild } = found;
  const head = headOf(statement, onbuild);
  const base = { instruction: run, statement, onbuild };
  const { command } = run;
  if (command.form === "exec") return { ...base, form: "exec", source: lineSource(head) };
  const body = shellBody(statement, head, command, syntax);
  if (body === "other") return undefined;
  if (body !== undefined) return { ...base, form: "heredoc", ...body };
  const source = command.heredocs.length === 0 ? lineSource(head) : withBodies(statement, head, syntax);
  return { ...base, form: "line", source };
}

/** As `runSource`, with what the script says. */
export function runScript(statement: Statement, dockerfile: Dockerfile, bash: Bash): RunScript | undefined {
  const run = runSource(statement, dockerfile);
  if (run === undefined) return undefined;
  const { text } = run.source;
  const script = run.form === "exec" ? execCommand(headOf(statement, run.onbuild), text) : bash.parse(text);
  return { ...run, script };
}

/** The words of a statement; under ONBUILD, those of what it keeps. */
export function headOf({ head }: Statement, onbuild: boolean): StatementHead {
  return onbuild ? readStatementHead(head.line, head.rest.start) : head;
}

function lineSource({ line, rest }: StatementHead): ScriptSource {
  return {
    text: rest.text,
    offsetOf: (index) => line.offsetOf(rest.start + index),
    rangeOf: (start, end) => line.rangeOf(rest.start + start, rest.start + end),
  };
}

const SHELL_LINE = /^(?:(?:\/usr)?\/bin\/)?(?:ba|da|a|z|k)?sh(?:\s+-[A-Za-z]+|\s+-o\s+\w+)*$/;
const SHELL_SHEBANG = /^#!\s*\S*\/(?:env\s+(?:-\S+\s+)*)?(?:ba|da|a|z|k)?sh\b/;

/** The heredoc that is the script itself: `RUN <<EOF`, or `RUN bash <<EOF`. */
function shellBody(
  { heredocs: [only, ...more] }: Statement,
  { rest }: StatementHead,
  command: Command & { readonly form: "shell" },
  { text, lines }: SyntaxDocument,
): Pick<RunSource, "source" | "interpreter"> | "other" | undefined {
  if (only === undefined || more.length > 0 || command.heredocs.length === 0) return undefined;
  const around = (rest.text.slice(0, only.start - rest.start) + rest.text.slice(only.end - rest.start)).trim();
  if (around !== "" && !SHELL_LINE.test(around)) return undefined;
  const source = bodySource(only, text, lines);
  if (around !== "") return { source, interpreter: around };
  const shebang = /^\s*(#!.*)/.exec(source.text)?.[1];
  if (shebang === undefined) return { source };
  return SHELL_SHEBANG.test(shebang) ? { source, interpreter: shebang } : "other";
}

/** A heredoc's body as the shell gets it. */
export function bodySource({ bodyStart, bodyEnd, chomp }: HeredocNode, text: string, lines: LineIndex): ScriptSource {
  return asShellGets(text, { start: bodyStart, end: bodyEnd }, chomp, lines);
}

/** A command line with heredocs that are its input, as the shell gets it. */
function withBodies({ heredocs }: Statement, head: StatementHead, { text, lines }: SyntaxDocument): ScriptSource {
  const line = lineSource(head);
  const start = heredocs[0]?.bodyStart ?? 0;
  const end = heredocs[heredocs.length - 1]?.terminatorEnd ?? start;
  const bodies = asShellGets(text, { start, end }, false, lines);
  const cut = line.text.length + 1;
  const offsetOf = (index: number): number => (index < cut ? line.offsetOf(index) : bodies.offsetOf(index - cut));
  return {
    text: `${line.text}\n${bodies.text}\n`,
    offsetOf,
    rangeOf: (from, to) => {
      const offset = offsetOf(from);
      return lines.rangeOf(offset, to > from ? offsetOf(to - 1) + 1 : offset);
    },
  };
}

/** Lines of the document without the `\r` at their ends, and without the tabs in front of them where `<<-` takes those. */
function asShellGets(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  chomp: boolean,
  lines: LineIndex,
): ScriptSource {
  const segments: Segment[] = [];
  let shell = "";
  const keep = (from: number, to: number): void => {
    segments.push({ index: shell.length, offset: from });
    shell += text.slice(from, to);
  };
  for (let at = start; at < end; ) {
    const lineBreak = text.indexOf("\n", at);
    const next = lineBreak === -1 || lineBreak >= end ? end : lineBreak + 1;
    let to = text[next - 1] === "\n" ? next - 1 : next;
    while (to > at && text[to - 1] === "\r") to--;
    while (chomp && text[at] === "\t" && at < to) at++;
    keep(at, to);
    if (text[next - 1] === "\n") keep(next - 1, next);
    at = next;
  }
  // What lies behind the last character is behind the last line.
  keep(end, end);
  return createLogicalLine(shell, segments, lines);
}
