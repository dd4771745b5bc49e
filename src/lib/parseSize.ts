const UNITS: Readonly<Record<string, number>> = { "": 1, b: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9 };

/** Bytes of a size as a person writes it, in decimal units as `formatSize` prints them: "500", "10 kB", "1.5m". Undefined if it is none. */
export function parseSize(text: string): number | undefined {
  const [, digits = "", unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  return digits === "" || factor === undefined ? undefined : Math.round(Number(digits) * factor);
}
