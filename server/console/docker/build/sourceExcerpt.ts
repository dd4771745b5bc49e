import type { Range } from "#contract/range.ts";

/** Lines shown around the ones that a problem is about. */
const AROUND = 2;

/** The place in a Dockerfile, as buildx shows it below an error. */
export function sourceExcerpt(file: string, text: string, { start, end }: Range): string {
  const lines = text.split(/\r?\n/);
  const first = start.line;
  const last = end.character === 0 && end.line > first ? end.line - 1 : end.line;
  const { from, to } = widened(first, last, lines.length - 1);
  const shown = lines.slice(from, to + 1).map((line, index) => {
    const number = from + index;
    const mark = number >= first && number <= last ? ">>>" : "   ";
    return ` ${String(number + 1).padStart(3)} | ${mark} ${line}`;
  });
  const rule = "-".repeat(20);
  return [`${file}:${first + 1}`, rule, ...shown, rule, ""].join("\n");
}

/** As BuildKit counts: a line before and one after cost one each, and each round one more. */
function widened(first: number, last: number, end: number): { from: number; to: number } {
  let [from, to, used] = [first, last, 0];
  while (used < AROUND) {
    if (from > 0) {
      from -= 1;
      used += 1;
    }
    if (to < end) {
      to += 1;
      used += 1;
    }
    used += 1;
  }
  return { from, to };
}
