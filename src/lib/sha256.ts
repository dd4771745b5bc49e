import type { Digest } from "#contract/names/digest.ts";

/** FIPS 180-4, section 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const K = roundConstants();

/**
 * SHA-256 of bytes in chunks. The browser's `crypto.subtle` needs all bytes at once and a secure context, but
 * a context can be large, and a workshop may serve the page over plain HTTP.
 */
export function createSha256(): { update: (bytes: Uint8Array) => void; digest: () => Digest } {
  const state = Uint32Array.of(
    0x6a09e667,
    0xbb67ae85,
    0x3c6ef372,
    0xa54ff53a,
    0x510e527f,
    0x9b05688c,
    0x1f83d9ab,
    0x5be0cd19,
  );
  const block = new Uint8Array(64);
  const words = new Uint32Array(64);
  let filled = 0;
  let length = 0;

  const update = (bytes: Uint8Array) => {
    length += bytes.length;
    let offset = 0;
    while (offset < bytes.length) {
      const taken = Math.min(64 - filled, bytes.length - offset);
      block.set(bytes.subarray(offset, offset + taken), filled);
      filled += taken;
      offset += taken;
      if (filled === 64) {
        compress(state, block, words);
        filled = 0;
      }
    }
  };
  const digest = (): Digest => {
    const bits = length * 8;
    update(Uint8Array.of(0x80));
    update(new Uint8Array((filled <= 56 ? 56 : 120) - filled));
    const end = new DataView(new ArrayBuffer(8));
    end.setUint32(0, Math.floor(bits / 2 ** 32));
    end.setUint32(4, bits >>> 0);
    update(new Uint8Array(end.buffer));
    return `sha256:${[...state].map((word) => word.toString(16).padStart(8, "0")).join("")}`;
  };
  return { update, digest };
}

/** Digest of a blob, read in chunks so the page stays responsive; `onBytes` reports how many were read. */
export async function digestOf(blob: Blob, onBytes: (read: number) => void = () => {}): Promise<Digest> {
  const hash = createSha256();
  const reader = blob.stream().getReader();
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return hash.digest();
    hash.update(value);
    read += value.length;
    onBytes(read);
  }
}

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function compress(state: Uint32Array, block: Uint8Array, words: Uint32Array): void {
  const view = new DataView(block.buffer);
  const w = (index: number) => words[index] ?? 0;
  for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(i * 4);
  for (let i = 16; i < 64; i += 1) {
    const s0 = rotate(w(i - 15), 7) ^ rotate(w(i - 15), 18) ^ (w(i - 15) >>> 3);
    const s1 = rotate(w(i - 2), 17) ^ rotate(w(i - 2), 19) ^ (w(i - 2) >>> 10);
    words[i] = w(i - 16) + s0 + w(i - 7) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] ?? 0) + w(i)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + value;
}

function roundConstants(): Uint32Array {
  const constants = new Uint32Array(64);
  let found = 0;
  for (let candidate = 2; found < 64; candidate += 1) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) prime = false;
    if (!prime) continue;
    // The cube root of a double is exact to the 32 fractional bits needed.
    constants[found] = (Math.cbrt(candidate) % 1) * 2 ** 32;
    found += 1;
  }
  return constants;
}
