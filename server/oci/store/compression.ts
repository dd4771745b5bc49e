/** Supported compression formats. */
export type Compression = "gzip" | "zstd" | "bzip2" | "xz";

const MAGIC: Readonly<Record<Compression, readonly number[]>> = {
  gzip: [0x1f, 0x8b, 0x08],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
  bzip2: [0x42, 0x5a, 0x68],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
};
const NAMES: readonly Compression[] = ["gzip", "zstd", "bzip2", "xz"];

/** The longest signature, in bytes. */
export const MAGIC_BYTES = 6;

/** The format, by the first bytes; undefined if the bytes are not compressed. */
export function compressionOf(start: Uint8Array): Compression | undefined {
  if (isSkippableFrame(start)) return "zstd";
  return NAMES.find((name) => MAGIC[name].every((byte, index) => start[index] === byte));
}

/** Zstandard's skippable frames (RFC 8878, 3.1.2) may come first. */
function isSkippableFrame(start: Uint8Array): boolean {
  return ((start[0] ?? 0) & 0xf0) === 0x50 && start[1] === 0x2a && start[2] === 0x4d && start[3] === 0x18;
}
