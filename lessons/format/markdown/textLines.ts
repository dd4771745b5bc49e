/** A line of a text, without its break. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function* linesOf(text: string): Generator<Line> {
  let number = 0;
  for (let start = 0; start <= text.length; ) {
    const end = lineEnd(text, start);
    yield { number: ++number, start, end, text: text.slice(start, end) };
    start = end + 1;
  }
}

/** The offset at which the line of an offset ends. */
export function lineEnd(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at;
}

/** The rest of a line from an offset. */
export function lineAt(text: string, from: number): string {
  return text.slice(from, lineEnd(text, from));
}
