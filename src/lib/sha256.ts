import type { Digest } from "#contract/names/digest.ts";

/**
 * Digest of a blob, read in chunks so the page stays responsive; `onBytes` reports how many were read. The browser's
 * `crypto.subtle` needs all bytes at once and a secure context, but a context can be large, and a workshop may serve
 * the page over plain HTTP. The library is loaded with the first file.
 */
export async function digestOf(blob: Blob, onBytes: (read: number) => void = () => {}): Promise<Digest> {
  const [{ sha256 }, { bytesToHex }] = await Promise.all([
    import("@noble/hashes/sha2.js"),
    import("@noble/hashes/utils.js"),
  ]);
  const hash = sha256.create();
  const reader = blob.stream().getReader();
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return `sha256:${bytesToHex(hash.digest())}`;
    hash.update(value);
    read += value.length;
    onBytes(read);
  }
}
