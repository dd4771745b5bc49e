import type { Position } from "#contract/range.ts";

/** A text as a text field has it, which knows one line break only. */
export function fieldText(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** What was typed into the field, with the line breaks of the file. */
export function fileText(typed: string, before: string): string {
  return before.includes("\r\n") ? typed.replaceAll("\n", "\r\n") : typed;
}

/** Where an offset into a field's text is. */
export function fieldPosition(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines[lines.length - 1]?.length ?? 0 };
}

/** The offset of a place in a field's text; its end if there is no such place. */
export function fieldOffset(text: string, { line, character }: Position): number {
  const before = text.split("\n").slice(0, line);
  return Math.min(
    before.reduce((sum, { length }) => sum + length + 1, character),
    text.length,
  );
}
