/** Words that may be added before a 31-bit sum overflows: V8 keeps such integers unboxed. */
const BLOCK_WORDS = 16384;

/**
 * Adds bytes `start`…`end` to a ones' complement sum (RFC 1071), in the machine's byte order: a swapped sum of swapped
 * words is the same sum, so `finishSum` corrects the order once. `start` must be even in its ArrayBuffer for speed.
 */
export function addToSum(bytes: Uint8Array, start: number, end: number, sum: number): number {
  const address = bytes.byteOffset + start;
  if (address % 2 !== 0) return addSlowly(bytes, start, end, sum);
  const words = new Uint16Array(bytes.buffer, address, (end - start) >> 1);
  let total = fold(sum);
  for (let block = 0; block < words.length; block += BLOCK_WORDS) {
    const last = Math.min(block + BLOCK_WORDS, words.length);
    let part = 0;
    for (let at = block; at < last; at++) part += words[at] as number;
    total = fold(total + fold(part));
  }
  return (end - start) % 2 === 0 ? total : fold(total + (bytes[end - 1] ?? 0));
}

/** The checksum to put into a packet, as a big-endian 16-bit number. */
export function finishSum(sum: number): number {
  const complement = ~fold(sum) & 0xffff;
  return ((complement & 0xff) << 8) | (complement >> 8);
}

/** A 16-bit number of the packet, in the byte order of the sum. */
export function wordInSum(value: number): number {
  return ((value & 0xff) << 8) | ((value >> 8) & 0xff);
}

/** The final sum of whole bytes; 0 if they include a correct checksum. */
export function checksum(bytes: Uint8Array, start = 0, end = bytes.length): number {
  return finishSum(addToSum(bytes, start, end, 0));
}

function addSlowly(bytes: Uint8Array, start: number, end: number, sum: number): number {
  let total = fold(sum);
  for (let at = start; at < end; at += 2) {
    const second = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
    total = fold(total + (bytes[at] ?? 0) + (second << 8));
  }
  return total;
}

function fold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + (folded >>> 16);
  return folded;
}
