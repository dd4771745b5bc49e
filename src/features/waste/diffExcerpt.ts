import { type DiffLine, lineDiff, nearChanges } from "../../lib/lineDiff.ts";

export interface ExcerptLine extends DiffLine {
  /** Its place in the whole diff. */
  readonly line: number;
}

/** The lines that change, with one line above and below. The end of the text is no line. */
export function diffExcerpt(before: string, after: string): readonly ExcerptLine[] {
  const lines = lineDiff(before.replace(/\n$/, ""), after.replace(/\n$/, "")).map((each, line) => ({ ...each, line }));
  return nearChanges(lines, 1).filter(({ text, kind }) => !(before === "" && kind === "left" && text === ""));
}
