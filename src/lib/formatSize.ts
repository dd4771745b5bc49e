const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Bytes as Docker prints them: decimal units, at most one digit after the point ("0 B", "4.1 kB", "142.6 MB"). */
export function formatSize(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 ? String(Math.round(value)) : trimZero(value.toFixed(1));
  return `${digits} ${UNITS[unit]}`;
}

/** All digits, for the tooltip: "75,112,448 bytes". */
export function exactBytes(bytes: number): string {
  return `${bytes.toLocaleString("en-US")} ${bytes === 1 ? "byte" : "bytes"}`;
}

function trimZero(text: string): string {
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}
