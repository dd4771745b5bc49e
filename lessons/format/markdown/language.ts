/** The language that a file's name tells, as fenced blocks name it. */
export function languageOf(filename: string): string | undefined {
  const name = filename.slice(filename.lastIndexOf("/") + 1);
  if (/^(?:dockerfile|containerfile)(?:\.|$)|\.dockerfile$/i.test(name)) return "dockerfile";
  return /\.([A-Za-z0-9]{1,12})$/.exec(name)?.[1]?.toLowerCase();
}

/** What stands behind the opening of a fenced block: its language, and the lines to highlight (`sh{2,4-6}`). */
export function readInfo(lang: string, meta: string): { language?: string; lit?: number[] } {
  const [, name = "", attached] = /^([^{]*)(\{[\d,\s-]*\}?)?/.exec(lang) ?? [];
  const lines =
    /\{([\d,\s-]+)\}/.exec(`${attached ?? ""} ${meta}`)?.[1] ?? /\{([\d,\s-]+)\}/.exec(`${lang} ${meta}`)?.[1];
  const lit = lines === undefined ? [] : readLines(lines);
  const language = /^[\w+#.-]{1,40}$/.test(name) ? name.toLowerCase() : undefined;
  return { ...(language === undefined ? {} : { language }), ...(lit.length === 0 ? {} : { lit }) };
}

const MAX_LIT = 1000;

function readLines(written: string): number[] {
  const lit = new Set<number>();
  for (const part of written.split(",")) {
    const [from = Number.NaN, to = from] = part.split("-").map((side) => Number.parseInt(side, 10));
    for (let line = Math.max(1, from); line <= to && lit.size < MAX_LIT; line++) lit.add(line);
  }
  return [...lit].sort((a, b) => a - b);
}
