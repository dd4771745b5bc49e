import type { Findings } from "../findings.ts";
import type { LessonText } from "../lessonText.ts";
import { closesFence, type Fence, openFence } from "./fences.ts";
import { findPre, isFileBlock } from "./fileBlock.ts";
import { blockMark, type FenceAction, type LessonBlock, type QuizBlock } from "./lessonBlock.ts";
import { readQuiz } from "./quizLines.ts";
import { type Line, lineEnd, linesOf } from "./textLines.ts";

/** A text that Markdown can read: of the same length, with blocks and actions of its own taken out. */
export interface ScannedText {
  readonly markdown: string;
  readonly blocks: readonly LessonBlock[];
  /** By the line (from 1) on which the fenced block ends. */
  readonly fences: ReadonlyMap<number, FenceAction>;
}

interface Scan {
  readonly source: LessonText;
  readonly findings: Findings;
  readonly blocks: LessonBlock[];
  readonly fences: Map<number, FenceAction>;
  /** Puts a text that is no longer in the place of what stands there. */
  replace(start: number, end: number, by: string): void;
}

/** Finds what the format adds to Markdown and Markdown would misread: blocks for files, quizzes, actions behind fences. */
export function scanText(source: LessonText, findings: Findings): ScannedText {
  const { text } = source;
  const pieces: string[] = [];
  let kept = 0;
  const scan: Scan = {
    source,
    findings,
    blocks: [],
    fences: new Map(),
    replace: (start, end, by) => {
      pieces.push(text.slice(kept, start), by, blank(text.slice(start + by.length, end)));
      kept = end;
    },
  };
  let fence: Fence | undefined;
  let next = 0;
  for (const line of linesOf(text)) {
    if (line.start < next) continue;
    if (fence !== undefined) {
      if (endsFence(line, fence, scan)) fence = undefined;
      continue;
    }
    fence = openFence(line.text);
    if (fence === undefined) next = skipRegion(line, scan);
    else if (fence.action) reportEarly(line, scan);
  }
  pieces.push(text.slice(kept));
  return { markdown: pieces.join(""), blocks: scan.blocks, fences: scan.fences };
}

function endsFence(line: Line, fence: Fence, { source, findings, fences, replace }: Scan): boolean {
  const closed = closesFence(line.text, fence);
  if (closed?.action === undefined) return closed !== undefined;
  const { words, start, end } = closed.action;
  fences.set(line.number, { words, start: line.start + start, end: line.start + end });
  if (closed.rest !== "") {
    const range = source.rangeOf(line.start + end, line.end);
    findings.warning(
      source.file,
      range,
      "Text behind the action of a block is not shown. Put it on a line of its own.",
    );
  }
  replace(line.start + start, line.end, "");
  return true;
}

function reportEarly(line: Line, { source, findings }: Scan): void {
  const range = source.rangeOf(line.start + line.text.indexOf("{{"), line.end);
  findings.error(source.file, range, "The action of a block stands behind its end. Move it behind the closing fence.");
}

/** Takes what begins on this line and is not Markdown; the offset at which Markdown goes on. */
function skipRegion(line: Line, scan: Scan): number {
  const { text } = scan.source;
  const pre = findPre(text, line.start, line.end);
  if (pre !== undefined) {
    if (!pre.closed) reportOpen(pre.block.start, pre.block.tagEnd, scan);
    if (isFileBlock(pre.block.attributes)) take(pre.block, scan);
    return lineEnd(text, pre.block.end) + 1;
  }
  const quiz = readQuiz(text, line.start);
  if (quiz !== undefined) return takeQuiz(quiz, line, scan);
  if (!/^ {0,3}<!--/.test(line.text)) return line.end;
  const close = text.indexOf("-->", line.start);
  return close === -1 ? text.length : lineEnd(text, close) + 1;
}

function takeQuiz(quiz: QuizBlock, line: Line, scan: Scan): number {
  if (quiz.answers.length > 0) {
    take(quiz, scan);
    return quiz.end + 1;
  }
  const { source, findings } = scan;
  const message = "This question has no answers. Put (*), [*], or === in front of each line below it.";
  findings.error(source.file, source.rangeOf(quiz.start, quiz.end), message);
  return line.end;
}

function take(block: LessonBlock, { blocks, replace }: Scan): void {
  replace(block.start, block.end, blockMark(blocks.length));
  blocks.push(block);
}

function reportOpen(start: number, end: number, { source, findings }: Scan): void {
  findings.error(source.file, source.rangeOf(start, end), "This block has no end. Put </pre> behind its last line.");
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
