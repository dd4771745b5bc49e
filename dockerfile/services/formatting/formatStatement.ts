import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { instructionNameOf } from "../../instructions/registry.ts";
import { splitBlanks, splitQuoted } from "../../syntax/argumentWords.ts";
import type { Statement, StatementHead } from "../../syntax/statement.ts";
import type { EditCollector } from "./editCollector.ts";
import { indentContinued } from "./indentContinued.ts";

const INDENT = "    ";
/** A shell reads what they say; blanks between its words mean nothing. */
const COMMANDS: ReadonlySet<string | undefined> = new Set(["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"]);

/** A run of blanks between two words. Indices are into the logical line. */
interface Gap {
  readonly start: number;
  readonly end: number;
}

/** The layout of one statement's lines; heredocs' bodies are left alone. */
export function formatStatement(
  statement: Statement,
  dockerfile: Dockerfile,
  isUpper: boolean,
  collector: EditCollector,
): void {
  const { head, start, lineEnd } = statement;
  const { text, lines } = dockerfile.syntax;
  const keywordStart = head.line.offsetOf(head.keyword.start);
  const bom = text.startsWith("\uFEFF", start) ? 1 : 0;
  collector.replaceBlanks(start + bom, keywordStart, "");
  if (isUpper) raiseKeywords(statement, dockerfile, collector);
  for (const gap of gapsOf(head, dockerfile.escape)) formatGap(statement, gap, dockerfile, collector);
  if (COMMANDS.has(instructionNameOf(head.keyword.text))) indentContinued(head, dockerfile, INDENT, collector);
  // A trigger is kept to the letter.
  if (instructionNameOf(head.keyword.text) === "ONBUILD") return;
  const lastLine = lines.lineOf(Math.max(start, lineEnd));
  for (let line = lines.lineOf(start); line <= lastLine; line++) collector.trimLine(lines.lineStart(line));
}

function raiseKeywords({ head }: Statement, { syntax, stages }: Dockerfile, collector: EditCollector): void {
  const raise = (start: number, raw: string): void => {
    if (syntax.text.startsWith(raw, start)) collector.replace(start, start + raw.length, raw.toUpperCase());
  };
  const { text, start } = head.keyword;
  const name = instructionNameOf(text);
  const offset = head.line.offsetOf(start);
  if (name !== undefined) raise(offset, text);
  if (name !== "FROM") return;
  const stage = stages.find(({ from }) => syntax.lines.offsetAt(from.keyword.range.start) === offset);
  const as = stage?.from.as;
  if (as !== undefined) raise(syntax.lines.offsetAt(as.range.start), as.raw);
}

/** Where blanks only part words. In a command line, a JSON form, or a value with spaces they may mean something. */
function gapsOf(head: StatementHead, escapeCharacter: string): readonly Gap[] {
  const { keyword, flags, rest, line } = head;
  const pieces: { readonly start: number; readonly end: number }[] = [keyword, ...flags];
  if (rest.text !== "") pieces.push(...restWords(head, escapeCharacter));
  return pieces.flatMap(({ end }, index): readonly Gap[] => {
    const next = pieces[index + 1];
    const isGap = next !== undefined && /^[ \t]+$/.test(line.text.slice(end, next.start));
    return isGap ? [{ start: end, end: next.start }] : [];
  });
}

function restWords(head: StatementHead, escapeCharacter: string): readonly { start: number; end: number }[] {
  const { line, rest } = head;
  switch (instructionNameOf(head.keyword.text)) {
    case "ENV":
    case "LABEL":
    case "ARG": {
      const words = splitQuoted(line.text, rest.start, rest.end, escapeCharacter);
      // The old form `ENV name value` keeps the value verbatim.
      const isPairs = instructionNameOf(head.keyword.text) === "ARG" || words[0]?.text.includes("=") === true;
      return isPairs && words[0]?.start === rest.start ? words : [rest];
    }
    case "FROM":
    case "COPY":
    case "ADD":
    case "EXPOSE":
    case "VOLUME":
      return /["'<\\`[]/.test(rest.text) ? [rest] : splitBlanks(line.text, rest.start, rest.end);
    default:
      return [rest];
  }
}

/** One space within a line; a continued line is indented if it is not yet. */
function formatGap({ head }: Statement, { start, end }: Gap, dockerfile: Dockerfile, collector: EditCollector): void {
  const { lines, text } = dockerfile.syntax;
  const first = head.line.offsetOf(start);
  const next = head.line.offsetOf(end);
  if (lines.lineOf(first) === lines.lineOf(next)) collector.replaceBlanks(first, next, " ");
  else if (next === lines.lineStart(lines.lineOf(next)) && text[next] !== "#") collector.replace(next, next, INDENT);
}
