const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** As Go's `time` quotes, which is not `%q`: each byte that is no printable ASCII as `\xff`. */
function quoteBytes(text: string): string {
  const bytes = (part: string): string => encodeURIComponent(part).replaceAll("%", "\\x").toLowerCase();
  const escaped = text.toWellFormed().replace(/["\\]/g, "\\$&");
  return `"${escaped.replace(/[^\u0020-\u007f]+/g, bytes)}"`;
}

/** Go's `time.ParseDuration`, in nanoseconds, with its errors. */
export function parseGoDuration(text: string): number | { readonly error: string } {
  const invalid = { error: `time: invalid duration ${quoteBytes(text)}` };
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  let rest = text.slice(sign.length);
  if (rest === "0") return 0;
  if (rest === "") return invalid;
  let total = 0;
  while (rest !== "") {
    const number = /^(\d*)(\.\d*)?/.exec(rest)?.[0] ?? "";
    if (!/\d/.test(number)) return invalid;
    rest = rest.slice(number.length);
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? "";
    if (unit === "") return { error: `time: missing unit in duration ${quoteBytes(text)}` };
    const size = UNITS[unit];
    if (size === undefined) return { error: `time: unknown unit ${quoteBytes(unit)} in duration ${quoteBytes(text)}` };
    total += Number(number) * size;
    rest = rest.slice(unit.length);
  }
  if (total > 9.223372036854775e18) return invalid;
  return sign === "-" ? -Math.trunc(total) : Math.trunc(total);
}
