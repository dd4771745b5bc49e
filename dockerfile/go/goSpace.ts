/** Whether Go's `unicode.IsSpace` holds for a UTF-16 code unit; JavaScript's `\s` differs in U+0085 and U+FEFF. */
export function isGoSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x80) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** First index at or after `start` that is no space, at most `end`. */
export function skipSpace(text: string, start: number, end: number = text.length): number {
  let at = start;
  while (at < end && isGoSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The index after the last character before `end` that is no space, at least `start`. */
export function trimSpaceEnd(text: string, start: number, end: number = text.length): number {
  let at = end;
  while (at > start && isGoSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Go's `strings.TrimSpace`. */
export function trimGoSpace(text: string): string {
  const start = skipSpace(text, 0);
  return text.slice(start, trimSpaceEnd(text, start));
}
