export interface TextChange {
  /** Offsets in UTF-16 code units; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** The one range that differs. Equal text at both ends is untouched, so a cursor there stays in place. */
export function textChange(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  // Never splits a surrogate pair or a CRLF.
  if (head > 0 && /[\ud800-\udbff\r]/.test(before[head - 1] ?? "")) head -= 1;
  const [last, first] = [before.length - tail, after.length - tail];
  if (tail > 0 && (isPair(before, last) || isPair(after, first))) tail -= 1;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}

/** Whether the code units on both sides of an offset belong together. */
function isPair(text: string, offset: number): boolean {
  return /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(offset - 1, offset + 1));
}
