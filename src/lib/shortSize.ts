const UNITS = ["k", "M", "G", "T"];

/** Bytes in at most four characters, for a narrow column: "12", "0.4k", "28k", "1.1M". */
export function shortSize(bytes: number): string {
  if (bytes < 100) return String(bytes);
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)}${UNITS[unit]}`;
}
