/** Bytes of a body, both ends inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The one range that a `Range` header asks for, of a body with `size` bytes (RFC 9110, 14.1.2). Undefined if the whole
 * body is to be sent: there is no header, or it is malformed, or names several ranges.
 */
export function requestedRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (match === null) return undefined;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return undefined;
  if (first === "") return suffix(Number(last), size);
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) return undefined;
  return start < size ? { start, end } : "unsatisfiable";
}

function suffix(length: number, size: number): ByteRange | "unsatisfiable" {
  return length === 0 || size === 0 ? "unsatisfiable" : { start: Math.max(0, size - length), end: size - 1 };
}

/** The `Content-Range` of a chunk (`0-1023`, without a unit); undefined if it is malformed. */
export function chunkRange(header: string): ByteRange | undefined {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(header);
  const range = { start: Number(match?.[1]), end: Number(match?.[2]) };
  return range.end >= range.start ? range : undefined;
}

/** The `Range` of an upload with `size` bytes so far. `0-0` also means none: the format has nothing else for that. */
export function receivedRange(size: number): string {
  return `0-${Math.max(0, size - 1)}`;
}
