import { withoutTags } from "./entities.ts";
import type { QuizBlock, QuizLine } from "./lessonBlock.ts";
import { lineAt, lineEnd } from "./textLines.ts";

/** Lines that a question may have before its `<<`. */
const MAX_QUESTION_LINES = 10;
const ANSWER = /^[ \t]{0,3}(\([ *xX]\)|\[[ *xX]\]|===|=~=|=\^=)[ \t]*(.*)$/;

/** A quiz that begins at the start of a line. Without `<<` it is a quote. */
export function readQuiz(text: string, at: number): QuizBlock | undefined {
  if (!/^ {0,3}>>/.test(text.slice(at, at + 5))) return undefined;
  const start = text.indexOf(">>", at);
  let end = -1;
  let lineStart = start;
  for (let lines = 0; end === -1 && lines < MAX_QUESTION_LINES && lineStart < text.length; lines++) {
    const line = lineAt(text, lineStart);
    const close = line.indexOf("<<");
    if (close !== -1) end = lineStart + close;
    else if (line.trim() === "") return undefined;
    else lineStart += line.length + 1;
  }
  if (end === -1) return undefined;
  const question = withoutTags(text.slice(start + 2, end).replace(/^\s{0,9}Q?\d{1,4}\s{0,9}:/i, "")).trim();
  const { answers, last } = readAnswers(text, end);
  return { kind: "quiz", start, end: last, question, answers };
}

/** The answers below a question; a blank line may come before the first. */
function readAnswers(text: string, questionEnd: number): { answers: QuizLine[]; last: number } {
  const answers: QuizLine[] = [];
  let last = lineEnd(text, questionEnd);
  for (let at = last + 1; at < text.length; ) {
    const line = lineAt(text, at);
    const [, mark = "", written = ""] = ANSWER.exec(line) ?? [];
    const isGap = answers.length === 0 && line.trim() === "" && ANSWER.test(lineAt(text, at + line.length + 1));
    if (mark === "" && !isGap) break;
    if (mark !== "") answers.push({ mark, text: withoutTags(written).trim(), start: at, end: at + line.length });
    last = at + line.length;
    at = last + 1;
  }
  return { answers, last };
}
