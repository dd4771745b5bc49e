import type { Diagnostic, Fix } from "#contract/diagnostic.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import type { SyntaxDocument } from "../syntax/parseSyntax.ts";
import type { Statement } from "../syntax/statement.ts";
import { readPragma } from "./context/pragma.ts";

/**
 * What silences a finding, for its instruction and for the whole file: BuildKit's directive for BuildKit's checks,
 * hadolint's pragma for its rules and ShellCheck's. One that is there already gets one name more. None for errors.
 */
export function ignoreFixes({ syntax }: Dockerfile, { code, source, range }: Diagnostic): readonly Fix[] {
  const statement = syntax.statements.find(
    (each) => each.range.start.line <= range.start.line && range.start.line <= each.range.end.line,
  );
  if (source === "buildkit") return [...skipHere(syntax, statement, code), skipEverywhere(syntax, code)];
  // What is no rule, such as a configuration that can't be read, can't be ignored.
  if (!/^(?:DL|SC)\d+$/.test(code)) return [];
  return [...ignoreHere(syntax, statement, code), ignoreEverywhere(syntax, code)];
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The comment lines right above a statement, the nearest first; no directives. */
function linesAbove({ text, lines, directives }: SyntaxDocument, statement: Statement): readonly Line[] {
  const found: Line[] = [];
  for (let line = statement.range.start.line - 1; line >= 0; line--) {
    const start = lines.lineStart(line);
    const content = text.slice(start, lines.lineStart(line + 1)).replace(/\r?\n$/, "");
    if (!/^\s*#/.test(content) || directives.some(({ range }) => range.start.line === line)) break;
    found.push({ start, end: start + content.length, text: content });
  }
  return found;
}

const SKIP = /^\s*#\s*check\s*=(?:[^;]*;)*?[^\S;]*skip\s*=\s*[^;\s]*/i;

function skipHere(syntax: SyntaxDocument, statement: Statement | undefined, code: string): readonly Fix[] {
  if (statement === undefined) return [];
  const title = `Skip ${code} here`;
  const line = linesAbove(syntax, statement).find(({ text }) => SKIP.test(text));
  // Where only directives stand above, it would be one of them, and for the whole file: a blank line ends them.
  const inHead = syntax.nodes.every((node) => node.kind === "directive" || node.start >= statement.start);
  const comment = `${inHead ? "\n" : ""}# check=skip=${code}`;
  return [addName(syntax, title, line, SKIP, code) ?? insert(syntax, title, statement, comment)];
}

function skipEverywhere(syntax: SyntaxDocument, code: string): Fix {
  const title = `Skip ${code} in this file`;
  const check = syntax.directives.find(({ name }) => name === "check");
  if (check === undefined) {
    // Directives are at the very top: a comment before one turns it into a comment.
    const last = syntax.directives[syntax.directives.length - 1];
    const line = last === undefined ? firstLine(syntax) : last.range.end.line + 1;
    return insertLine(syntax, title, line, `# check=skip=${code}`);
  }
  const skip = /(^|;)\s*skip\s*=\s*[^;\s]*/.exec(check.value);
  const at = syntax.lines.offsetAt(check.valueRange.start) + (skip === null ? 0 : skip.index + skip[0].length);
  const range = syntax.lines.rangeOf(at, at);
  return { title, edits: [{ range, newText: skip === null ? `skip=${code};` : `,${code}` }] };
}

/** Behind a shebang, which only counts in the first line. */
function firstLine({ text }: SyntaxDocument): number {
  return text.startsWith("#!") ? 1 : 0;
}

const IGNORE = /^.*?ignore[ \t]*=[ \t]*[DLSC\d]+(?:[ \t]*,[ \t]*[DLSC\d]+)*/;

function isIgnore(text: string, scope: "statement" | "global"): boolean {
  const pragma = readPragma(text.replace(/^\s*#/, ""));
  return pragma?.kind === "ignore" && pragma.scope === scope;
}

function ignoreHere(syntax: SyntaxDocument, statement: Statement | undefined, code: string): readonly Fix[] {
  if (statement === undefined) return [];
  const title = `Ignore ${code} here`;
  const line = linesAbove(syntax, statement).find(({ text }) => isIgnore(text, "statement"));
  return [addName(syntax, title, line, IGNORE, code) ?? insert(syntax, title, statement, `# hadolint ignore=${code}`)];
}

function ignoreEverywhere(syntax: SyntaxDocument, code: string): Fix {
  const title = `Ignore ${code} in this file`;
  const comments = syntax.nodes.flatMap((node) => (node.kind === "comment" ? (node.comment ?? []) : []));
  const comment = comments
    .map(({ start, end }) => ({ start, end, text: syntax.text.slice(start, end) }))
    .find(({ text }) => isIgnore(text, "global"));
  const last = syntax.directives[syntax.directives.length - 1];
  const line = last === undefined ? firstLine(syntax) : last.range.end.line + 1;
  const pragma = `# hadolint global ignore=${code}`;
  return addName(syntax, title, comment, IGNORE, code) ?? insertLine(syntax, title, line, pragma);
}

function addName(
  { lines }: SyntaxDocument,
  title: string,
  line: Line | undefined,
  list: RegExp,
  code: string,
): Fix | undefined {
  const match = line === undefined ? null : list.exec(line.text);
  if (line === undefined || match === null) return undefined;
  const at = line.start + match.index + match[0].length;
  return { title, edits: [{ range: lines.rangeOf(at, at), newText: `,${code}` }] };
}

function insert(syntax: SyntaxDocument, title: string, { range }: Statement, comment: string): Fix {
  return insertLine(syntax, title, range.start.line, comment);
}

function insertLine({ text }: SyntaxDocument, title: string, line: number, comment: string): Fix {
  const place = { line, character: 0 };
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return { title, edits: [{ range: { start: place, end: place }, newText: `${comment}${lineBreak}` }] };
}
