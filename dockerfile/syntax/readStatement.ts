import { isGoSpace, skipSpace, trimGoSpace } from "../go/goSpace.ts";
import { findHeredocMarkers, type HeredocMarker, WITH_HEREDOCS } from "./heredocMarker.ts";
import { keywordName } from "./keywordName.ts";
import type { LineIndex } from "./lineIndex.ts";
import { createLogicalLine, type LogicalLine, type Segment } from "./logicalLine.ts";
import type { Mistake } from "./mistake.ts";
import { type Comment, type HeredocNode, readStatementHead, type Statement, type StatementHead } from "./statement.ts";

interface Source {
  readonly text: string;
  readonly lines: LineIndex;
  readonly escape: "\\" | "`";
  readonly start: number;
  readonly contentStart: number;
  readonly commentsAbove: readonly string[];
}

interface PhysicalLine {
  readonly start: number;
  /** Without `\r` and `\n`. */
  readonly end: number;
  readonly next: number;
}

function physicalLineAt(text: string, start: number): PhysicalLine {
  const lineBreak = text.indexOf("\n", start);
  const next = lineBreak === -1 ? text.length : lineBreak + 1;
  let end = lineBreak === -1 ? text.length : lineBreak;
  while (end > start && text[end - 1] === "\r") end--;
  return { start, end, next };
}

/**
 * Where the escape character stands that continues the line: last but for blanks, and not itself escaped.
 * An escaped one before it is not looked at (`\\\` continues nothing), as BuildKit's regular expression has it.
 */
function continuationAt(text: string, start: number, end: number, escapeCharacter: string): number | undefined {
  let at = end;
  while (at > start && (text[at - 1] === " " || text[at - 1] === "\t")) at--;
  if (at === start || text[at - 1] !== escapeCharacter) return undefined;
  if (at - 1 > start && text[at - 2] === escapeCharacter) return undefined;
  return at - 1;
}

interface JoinedLines {
  readonly line: LogicalLine;
  readonly comments: readonly Comment[];
  readonly emptyLines: readonly number[];
  /** The end of its last line, and the start of the next. */
  readonly end: number;
  readonly next: number;
}

const NONE: readonly never[] = [];

function joinLines(source: Source): JoinedLines {
  const { text, lines, start, contentStart } = source;
  const { end, next } = physicalLineAt(text, start);
  // Most statements are one line.
  if (continuationAt(text, contentStart, end, source.escape) !== undefined) return joinSeveral(source);
  const line = createLogicalLine(text.slice(contentStart, end), [{ index: 0, offset: contentStart }], lines);
  return { line, comments: NONE, emptyLines: NONE, end, next };
}

function joinSeveral(source: Source): JoinedLines {
  const { text, lines, start, contentStart } = source;
  const parts: string[] = [];
  const segments: Segment[] = [];
  const comments: Comment[] = [];
  const emptyLines: number[] = [];
  let length = 0;
  let physical = { ...physicalLineAt(text, start), start: contentStart };
  let end = physical.end;
  for (;;) {
    const first = parts.length === 0 && segments.length === 0;
    const content = skipSpace(text, physical.start, physical.end);
    let continues = true;
    if (!first && text[content] === "#" && content < physical.end) {
      comments.push({ text: trimGoSpace(text.slice(content + 1, physical.end)), start: content, end: physical.end });
    } else if (!first && content === physical.end) {
      emptyLines.push(lines.lineOf(physical.start));
    } else {
      const continuation = continuationAt(text, physical.start, physical.end, source.escape);
      const part = text.slice(physical.start, continuation ?? physical.end);
      segments.push({ index: length, offset: physical.start });
      parts.push(part);
      length += part.length;
      continues = continuation !== undefined;
    }
    end = physical.end;
    if (!continues || physical.next >= text.length) break;
    physical = physicalLineAt(text, physical.next);
  }
  const line = createLogicalLine(parts.join(""), segments, lines);
  return { line, comments, emptyLines, end, next: physical.next };
}

/** Not in JSON form. */
function canContainHeredoc(head: StatementHead): boolean {
  const keyword = keywordName(head.keyword.text);
  const inner = keyword === "ONBUILD" ? readStatementHead(head.line, head.rest.start) : head;
  return WITH_HEREDOCS.has(keywordName(inner.keyword.text)) && inner.json().kind !== "words";
}

function readHeredoc(
  text: string,
  marker: HeredocMarker,
  from: number,
): { node: HeredocNode; next: number; terminated: boolean } {
  for (let at = from; at < text.length; ) {
    const { end, next } = physicalLineAt(text, at);
    let nameStart = at;
    if (marker.chomp) while (text[nameStart] === "\t") nameStart++;
    if (end - nameStart === marker.name.length && text.startsWith(marker.name, nameStart)) {
      const rawBody = text.slice(from, at);
      const node = { ...marker, rawBody, bodyStart: from, bodyEnd: at, terminatorStart: nameStart, terminatorEnd: end };
      return { node, next, terminated: true };
    }
    at = next;
  }
  const end = text.length;
  const bodyStart = Math.min(from, end);
  const rawBody = text.slice(bodyStart);
  const node = { ...marker, rawBody, bodyStart, bodyEnd: end, terminatorStart: end, terminatorEnd: end };
  return { node, next: end, terminated: false };
}

/** Reads one statement: its lines, then the bodies of its heredocs. */
export function readStatement(source: Source): Statement {
  const { text, lines, start, commentsAbove } = source;
  const joined = joinLines(source);
  const { line } = joined;
  const head = readStatementHead(line);
  const heredocs: HeredocNode[] = [];
  const mistakes: Mistake[] = [];
  let { end, next } = joined;
  if (line.text.includes("<<") && canContainHeredoc(head)) {
    const { markers, error } = findHeredocMarkers(line.text);
    const range = line.rangeOf(0, line.text.length);
    if (error !== undefined)
      mistakes.push({ kind: "mistake", phase: "syntax", code: "heredoc", message: error, range });
    for (const marker of markers) {
      const { node, next: after, terminated } = readHeredoc(text, marker, next);
      heredocs.push(node);
      next = after;
      end = node.terminatorEnd;
      if (terminated) continue;
      mistakes.push({
        kind: "mistake",
        phase: "syntax",
        code: "heredoc",
        message: "unterminated heredoc",
        range: line.rangeOf(marker.start, marker.end),
        next: `Add a line with only ${marker.name} after the text.`,
      });
      break;
    }
  }
  const startOffset = line.offsetOf(head.keyword.start);
  return {
    kind: "statement",
    start,
    end: next,
    range: lines.rangeOf(startOffset, trimLineEnd(text, startOffset, end)),
    head,
    heredocs,
    comments: joined.comments,
    commentsAbove,
    emptyLines: joined.emptyLines,
    lineEnd: joined.end,
    mistakes,
  };
}

function trimLineEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isGoSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
