/** Bytes of a row. */
export const ROW_BYTES = 16;

export interface HexRow {
  /** Of its first byte: eight hexadecimal digits, more if it needs them. */
  readonly offset: string;
  /** Two groups of eight. */
  readonly bytes: string;
  /** A dot for what is not printable. */
  readonly text: string;
}

/** A row as hexdump -C prints it. Fewer than 16 bytes are the end of the file. */
export function hexRow(offset: number, bytes: Uint8Array): HexRow {
  const pairs = Array.from({ length: ROW_BYTES }, (_, index) => bytes[index]?.toString(16).padStart(2, "0") ?? "  ");
  return {
    offset: offset.toString(16).padStart(8, "0"),
    bytes: `${pairs.slice(0, 8).join(" ")}  ${pairs.slice(8).join(" ")}`,
    text: Array.from(bytes.subarray(0, ROW_BYTES), (byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".",
    ).join(""),
  };
}
