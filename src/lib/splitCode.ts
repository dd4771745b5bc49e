export interface TextPart {
  readonly text: string;
  readonly isCode: boolean;
}

/** A text cut at its backticks, as in Markdown: "use `rm -f`" has one part of code. A lone backtick stays as it is. */
export function splitCode(text: string): TextPart[] {
  const pieces = text.split(/`([^`]+)`/);
  return pieces.flatMap((piece, index) => (piece === "" ? [] : [{ text: piece, isCode: index % 2 === 1 }]));
}
