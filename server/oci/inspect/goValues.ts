const QUOTED = /"((?:[^"\\]|\\.)*)"/g;
const NAMED = /(?:^|\s)([A-Za-z_][\w.-]*)=/g;

/** How Go's `%q` prints a list, `["sh" "-c" "x"]`, or JSON; undefined if it is neither. */
export function quotedList(text: string): string[] | undefined {
  if (!/^\[\s*(?:"(?:[^"\\]|\\.)*"[\s,]*)*\]$/s.test(text)) return undefined;
  return [...text.matchAll(QUOTED)].map(([, inner = ""]) => unescaped(inner));
}

/** How Go's `%v` prints a list: `[/bin/bash -c]`. An item with a space can't be told from two. */
export function plainList(text: string): string[] {
  const inner = /^\[(.*)\]$/s.exec(text)?.[1] ?? text;
  return inner.split(/\s+/).filter((word) => word !== "");
}

/**
 * The pairs of an ENV or LABEL as builders print them, without quotes: `A=1 B=two words`. Values that `known` has are
 * taken whole; other ones end before the next word with a `=`.
 */
export function namedPairs(text: string, known: ReadonlyMap<string, string>): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let at = 0; at < text.length; ) {
    NAMED.lastIndex = at;
    const found = NAMED.exec(text);
    if (found === null) break;
    const name = found[1] ?? "";
    const start = NAMED.lastIndex;
    const value = known.get(name);
    const isWhole =
      value !== undefined &&
      text.startsWith(value, start) &&
      /^(?:\s|$)/.test(text.slice(start + value.length, start + value.length + 1));
    const end = isWhole ? start + value.length : endOfValue(text, start);
    pairs.push([name, unquoted(text.slice(start, end).trimEnd())]);
    at = Math.max(end, start);
  }
  return pairs;
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') {
    const closed = /^"(?:[^"\\]|\\.)*"/s.exec(text.slice(start))?.[0];
    if (closed !== undefined) return start + closed.length;
  }
  NAMED.lastIndex = start;
  const next = NAMED.exec(text);
  return next === null ? text.length : next.index;
}

const unquoted = (value: string): string =>
  /^"(?:[^"\\]|\\.)*"$/s.test(value) ? unescaped(value.slice(1, -1)) : value;

const SIGNS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gis, (_, x, u, long, sign: string) => {
    const code = Number.parseInt(x ?? u ?? long ?? "", 16);
    if (Number.isNaN(code)) return SIGNS[sign] ?? sign;
    return code > 0x10_ff_ff ? "\ufffd" : String.fromCodePoint(code);
  });
}
