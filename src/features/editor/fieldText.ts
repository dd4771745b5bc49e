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
