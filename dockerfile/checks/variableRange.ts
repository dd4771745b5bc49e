import type { Range } from "#contract/range.ts";
import type { VariableUse } from "../expansion/shellLexer.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";

/** The range of a variable in a piece; the whole piece if quotes or joined lines make that uncertain. */
export function variableRange({ syntax }: Dockerfile, raw: string, range: Range, { start, end }: VariableUse): Range {
  const { lines, text } = syntax;
  const from = lines.offsetAt(range.start) + start;
  const to = lines.offsetAt(range.start) + end;
  const isThere = to <= lines.offsetAt(range.end) && text.slice(from, to) === raw.slice(start, end);
  return isThere ? lines.rangeOf(from, to) : range;
}
