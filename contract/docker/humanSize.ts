const DECIMAL = ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
const BINARY = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

/** Go's `%.{precision}g`: significant digits, no trailing zeros, an exponent if they do not suffice. */
function significant(value: number, precision: number): string {
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(Number(value.toPrecision(precision))));
  if (exponent >= precision) {
    const [digits = "", power = ""] = value.toExponential(precision - 1).split("e+");
    return `${trimZeros(digits)}e+${power.padStart(2, "0")}`;
  }
  return trimZeros(value.toPrecision(precision));
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function scaled(bytes: number, base: number, units: readonly string[], precision: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit += 1;
  }
  return `${significant(value, precision)}${units[unit]}`;
}

/** Bytes as `docker images` and `docker ps --size` print them: "4.43MB". `docker system df` has four digits. */
export function humanSize(bytes: number, precision = 3): string {
  return scaled(bytes, 1000, DECIMAL, precision);
}

/** Bytes as `docker stats` prints memory: "1.004MiB". */
export function binarySize(bytes: number): string {
  return scaled(bytes, 1024, BINARY, 4);
}

const SIZE = /^(\d+(?:\.\d+)?)\s*(?:([kmg]|[tp])i?b?|b)?$/i;
const POWERS = ["k", "m", "g", "t", "p"];

/** Bytes of a text such as `64m` or `1.5GiB`, units of 1024 (go-units' RAMInBytes). Undefined if it is none. */
export function readBinarySize(text: string): number | undefined {
  const found = SIZE.exec(text.trim());
  if (found === null) return undefined;
  const [, digits = "", unit = ""] = found;
  const power = unit === "" ? 0 : POWERS.indexOf(unit.toLowerCase()) + 1;
  return Math.trunc(Number(digits) * 1024 ** power);
}
