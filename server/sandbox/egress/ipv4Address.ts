/** An IPv4 address as an unsigned 32-bit number; undefined if the text is invalid. */
export function parseIpv4(text: string): number | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const parts = text.split(".").map(Number);
  if (parts.some((part) => part > 255)) return undefined;
  return parts.reduce((address, part) => address * 256 + part, 0);
}

export function formatIpv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** An address from a constant: throws if it is invalid. */
export function ipv4(text: string): number {
  const address = parseIpv4(text);
  if (address === undefined) throw new TypeError(`Not an IPv4 address: ${text}`);
  return address;
}

export interface Ipv4Range {
  readonly base: number;
  /** 0 … 32. */
  readonly prefix: number;
}

/** `a.b.c.d/n`, or a single address. Host bits may be set. */
export function parseRange(text: string): Ipv4Range | undefined {
  const [address = "", prefixText = "32", ...rest] = text.split("/");
  const base = parseIpv4(address);
  const prefix = /^\d{1,2}$/.test(prefixText) ? Number(prefixText) : Number.NaN;
  if (base === undefined || rest.length > 0 || !(prefix >= 0 && prefix <= 32)) return undefined;
  return { base: (base & mask(prefix)) >>> 0, prefix };
}

export function inRange(address: number, range: Ipv4Range): boolean {
  return ((address ^ range.base) & mask(range.prefix)) === 0;
}

function mask(prefix: number): number {
  return prefix === 0 ? 0 : (-1 << (32 - prefix)) | 0;
}
