/** A line may be this much longer than the width if it ends the text. */
const SLOP = 5;
/** Less room than this is not wrapped into. */
const LEAST = 24;
const BLOCK_INDENT = 16;

/** A text in lines up to `width`, all but the first indented, as Go's pflag wraps the descriptions of flags. */
export function wrapText(text: string, indent: number, width: number): string {
  const isCramped = width - indent < LEAST;
  const by = isCramped ? BLOCK_INDENT : indent;
  const start = isCramped ? `\n${" ".repeat(by)}` : "";
  if (width - by < LEAST) return text.replaceAll("\n", start);
  const lines = linesOf(text, width - by - SLOP);
  return start + lines.join("\n").replaceAll("\n", `\n${" ".repeat(by)}`);
}

function linesOf(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  for (let cut = cutOf(rest, width); cut !== undefined; cut = cutOf(rest, width)) {
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut + 1);
  }
  return rest === "" && lines.length > 0 ? lines : [...lines, rest];
}

/** Where to break: at the last newline in the width, or else at the last space. */
function cutOf(text: string, width: number): number | undefined {
  if (width + SLOP > text.length) return undefined;
  const start = text.slice(0, width);
  const space = Math.max(start.lastIndexOf(" "), start.lastIndexOf("\t"), start.lastIndexOf("\n"));
  if (space <= 0) return undefined;
  const newline = start.lastIndexOf("\n");
  return newline > 0 ? newline : space;
}
