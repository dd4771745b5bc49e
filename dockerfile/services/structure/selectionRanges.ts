import type { Position, Range } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { readStatementHead, type Statement } from "../../syntax/statement.ts";
import { textPlaceAt } from "../statementAt.ts";

/** What a growing selection takes in at a place, from the word to the whole text; each contains the one before. */
export function selectionRanges(dockerfile: Dockerfile, position: Position): readonly Range[] {
  const { lines, text } = dockerfile.syntax;
  const place = textPlaceAt(dockerfile, position);
  const { offset } = place;
  const spans: (readonly [number, number])[] = [wordAround(text, offset)];
  if (place.kind === "trivia" && place.node?.comment !== undefined) {
    spans.push([place.node.comment.start, place.node.comment.end]);
  }
  if (place.kind === "heredoc") spans.push(lineAround(text, offset), [place.heredoc.bodyStart, place.heredoc.bodyEnd]);
  // A comment between the lines of an instruction, or the line break that ends it, is a part of it.
  const around = dockerfile.syntax.statements.find(({ start, end }) => start <= offset && offset < end);
  if (place.kind === "trivia") spans.push(...(around?.comments ?? []).map(({ start, end }) => [start, end] as const));
  const statement = place.kind === "trivia" ? around : place.statement;
  if (statement !== undefined) spans.push(...statementSpans(dockerfile, statement));
  const stage = dockerfile.stages.find(
    ({ range }) => lines.offsetAt(range.start) <= offset && offset <= lines.offsetAt(range.end),
  );
  if (stage !== undefined) spans.push([lines.offsetAt(stage.range.start), lines.offsetAt(stage.range.end)]);
  spans.push([0, text.length]);
  return growing(spans, offset).map(([start, end]) => lines.rangeOf(start, end));
}

function statementSpans({ syntax }: Dockerfile, { head, range }: Statement): readonly (readonly [number, number])[] {
  const { line, keyword, flags, rest } = head;
  const inner = keyword.text.toUpperCase() === "ONBUILD" ? readStatementHead(line, rest.start) : undefined;
  const parts = [keyword, ...flags, ...(inner === undefined ? [] : [inner.keyword, ...inner.flags, inner.rest]), rest];
  const spans = parts
    .filter(({ start, end }) => end > start)
    .map(({ start, end }) => [line.offsetOf(start), line.offsetOf(end - 1) + 1] as const);
  return [...spans, [syntax.lines.offsetAt(range.start), syntax.lines.offsetAt(range.end)]];
}

/** Those around the place that are larger than all before them. */
function growing(
  spans: readonly (readonly [number, number])[],
  offset: number,
): readonly (readonly [number, number])[] {
  const kept: (readonly [number, number])[] = [];
  for (const [start, end] of spans) {
    const last = kept.at(-1);
    if (start > offset || end < offset || start === end) continue;
    const isLarger = last === undefined || (start <= last[0] && end >= last[1] && end - start > last[1] - last[0]);
    if (isLarger) kept.push([start, end]);
  }
  return kept;
}

function lineAround(text: string, offset: number): readonly [number, number] {
  const end = text.indexOf("\n", offset);
  return [text.lastIndexOf("\n", offset - 1) + 1, end === -1 ? text.length : end];
}

/** Letters, digits and `_` around the place. */
function wordAround(text: string, offset: number): readonly [number, number] {
  let start = offset;
  let end = offset;
  while (start > 0 && /\w/.test(text.charAt(start - 1))) start--;
  while (end < text.length && /\w/.test(text.charAt(end))) end++;
  return [start, end];
}
