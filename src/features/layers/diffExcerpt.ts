import { type DiffLine, lineDiff } from "../../lib/lineDiff.ts";

export interface ExcerptLine extends DiffLine {
  /** Its place in the whole diff. */
  readonly line: number;
}

/** The lines that change, with one line above and below. The end of the text is no line. */
export function diffExcerpt(before: string, after: string): readonly ExcerptLine[] {
  const lines = lineDiff(before.replace(/\n$/, ""), after.replace(/\n$/, "")).map((each, line) => ({ ...each, line }));
  const isNear = (line: number) => [line - 1, line, line + 1].some((near) => (lines[near]?.kind ?? "same") !== "same");
  return lines.filter(({ line, text, kind }) => isNear(line) && !(before === "" && kind === "left" && text === ""));
}
