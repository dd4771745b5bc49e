import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import type { StatementHead } from "../../syntax/statement.ts";
import type { EditCollector } from "./editCollector.ts";

const QUOTED = /\\.|"(?:\\.|[^"\\])*"|'[^']*'/gs;

/** Indents the lines of a command that begin at the margin, if a blank separates the words anyway: not in quotes. */
export function indentContinued(
  { line, rest }: StatementHead,
  { syntax: { lines, text } }: Dockerfile,
  indent: string,
  collector: EditCollector,
): void {
  const quoted = quotesIn(rest.text);
  if (quoted === undefined) return;
  let before = line.offsetOf(rest.start);
  for (let index = rest.start + 1; index < rest.end; index++) {
    const offset = line.offsetOf(index);
    const isLineStart = offset > before + 1 && lines.lineStart(lines.lineOf(offset)) === offset;
    before = offset;
    if (!isLineStart || /[ \t#\n]/.test(text.charAt(offset))) continue;
    const parted = /(?:^|[^\\])[ \t]$/.test(line.text.slice(Math.max(0, index - 2), index));
    const at = index - rest.start;
    if (parted && !quoted.some(({ start, end }) => start < at && at < end)) collector.replace(offset, offset, indent);
  }
}

/** Quotes and escaped characters; undefined if a quote is not closed. */
function quotesIn(text: string): readonly { readonly start: number; readonly end: number }[] | undefined {
  if (/["']/.test(text.replace(QUOTED, ""))) return undefined;
  return [...text.matchAll(QUOTED)].map(({ 0: piece, index }) => ({ start: index, end: index + piece.length }));
}
