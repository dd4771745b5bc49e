import type { Element } from "hast";
import type { TextContext } from "./textContext.ts";

/** The offsets of an element in its text; not exact for one that is written as HTML, which has none. */
export function placeOf(
  { properties }: Element,
  { source }: TextContext,
): { start: number; end: number; exact: boolean } {
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(String(properties.dataAt ?? "")) ?? [];
  if (start !== undefined && end !== undefined) return { start: Number(start), end: Number(end), exact: true };
  const written = properties.href ?? properties.src;
  const at = typeof written === "string" && written !== "" ? source.text.indexOf(written) : -1;
  if (at === -1 || typeof written !== "string") return { start: 0, end: 0, exact: false };
  return { start: at, end: at + written.length, exact: false };
}
