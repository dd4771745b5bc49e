import { tokenizeLine } from "./dockerfileTokenizer.ts";
import { INITIAL_LINE_STATE, type TokenKind } from "./lineState.ts";

export interface ColoredPart {
  readonly text: string;
  readonly kind: TokenKind;
}

/** More lines than any screen has, and what a slow machine colors in a few milliseconds. */
const MAX_LINES = 300;

/** A Dockerfile in parts of one color each: together the text as it is, plain from where it gets long. */
export function coloredText(text: string): readonly ColoredPart[] {
  const lines = text.split("\n");
  const parts: ColoredPart[] = [];
  let state = INITIAL_LINE_STATE;
  for (const line of lines.slice(0, MAX_LINES)) {
    const { tokens, state: next } = tokenizeLine(line, state);
    state = next;
    const ends = [...tokens.slice(1).map(({ start }) => start), line.length];
    parts.push({ text: line.slice(0, tokens[0]?.start ?? line.length), kind: "text" });
    tokens.forEach(({ start, kind }, index) => {
      parts.push({ text: line.slice(start, ends[index]), kind });
    });
    parts.push({ text: "\n", kind: "text" });
  }
  parts.push({ text: lines.slice(MAX_LINES).join("\n"), kind: "text" });
  return parts.filter((part) => part.text !== "");
}
