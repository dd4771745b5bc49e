/** Texts as Go's fmt prints them: BuildKit writes its messages and history rows with `%q` and `%v`. */

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
};

function escapeCharacter(character: string): string {
  const named = NAMED_ESCAPES[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, "0")}`;
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

/** What `strconv.IsPrint` does not take, and the backslash: of the spaces it takes the ASCII one alone. */
const ESCAPED = /[\\\p{C}]|(?! )\p{Z}/gu;

/** An invalid code point is U+FFFD, which is printed unchanged. */
function quoteWith(text: string, quote: string): string {
  return `${quote}${text.toWellFormed().replace(ESCAPED, escapeCharacter).replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** `%q` of a string (strconv.Quote). */
export function goQuote(text: string): string {
  return quoteWith(text, '"');
}

/** `%q` of an integer: the character with that code point, in single quotes. */
export function goQuoteCharacter(code: number): string {
  return quoteWith(code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd", "'");
}

/** `%q` of a []string. */
export function goQuoteList(texts: readonly string[]): string {
  return `[${texts.map(goQuote).join(" ")}]`;
}

/** `%v` of a []string. */
export function goList(texts: readonly string[]): string {
  return `[${texts.join(" ")}]`;
}

const UNITS = [
  { name: "ns", nanoseconds: 1 },
  { name: "µs", nanoseconds: 1e3 },
  { name: "ms", nanoseconds: 1e6 },
] as const;

function trimmed(value: number, digits: number): string {
  return value
    .toFixed(digits)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

/** `time.Duration.String()`: `1m30s`, `1.5s`, `300ms`. `nanoseconds` is an integer. */
export function goDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return "0s";
  const sign = nanoseconds < 0 ? "-" : "";
  const size = Math.abs(nanoseconds);
  if (size < 1e9) {
    const unit = UNITS.findLast((candidate) => size >= candidate.nanoseconds) ?? UNITS[0];
    return `${sign}${trimmed(size / unit.nanoseconds, 6)}${unit.name}`;
  }
  const totalSeconds = Math.floor(size / 1e9);
  const fraction = size - totalSeconds * 1e9;
  const seconds = `${totalSeconds % 60}${fraction === 0 ? "" : `.${String(fraction).padStart(9, "0").replace(/0+$/, "")}`}s`;
  const minutes = Math.floor(totalSeconds / 60) % 60;
  const hours = Math.floor(totalSeconds / 3600);
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}` : `${sign}${seconds}`;
}
