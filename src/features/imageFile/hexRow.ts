/** Bytes of a row: as `hexdump -C` has them, or half of it where there is no room for them. */
export type RowBytes = 8 | 16;

export interface HexRow {
  /** Of its first byte: eight hexadecimal digits, more if it needs them. */
  readonly offset: string;
  /** In groups of eight. */
  readonly bytes: string;
  /** A dot for what is not printable. */
  readonly text: string;
}

/** A row as hexdump -C prints it. Fewer bytes than a row has are the end of the file. */
export function hexRow(offset: number, bytes: Uint8Array, length: RowBytes): HexRow {
  const pairs = Array.from({ length }, (_, index) => bytes[index]?.toString(16).padStart(2, "0") ?? "  ");
  return {
    offset: offset.toString(16).padStart(8, "0"),
    bytes: [pairs.slice(0, 8), pairs.slice(8)]
      .filter((group) => group.length > 0)
      .map((group) => group.join(" "))
      .join("  "),
    text: Array.from(bytes.subarray(0, length), (byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".",
    ).join(""),
  };
}
