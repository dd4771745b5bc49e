/** A context file: written out, or so many bytes made from a seed, so that large ones need not be held in memory. */
export type FileContent = string | { readonly bytes: number; readonly seed: string };

const PIECE = 1024 * 1024;

export function contentSize(content: FileContent): number {
  return typeof content === "string" ? Buffer.byteLength(content) : content.bytes;
}

/** The bytes in pieces of at most 1 MiB. Those of a seed are the same each time, and no two pieces are alike. */
export function* contentPieces(content: FileContent): Generator<Uint8Array<ArrayBuffer>> {
  if (typeof content === "string") {
    yield new TextEncoder().encode(content);
    return;
  }
  let state = 0;
  for (const character of content.seed) state = (Math.imul(state, 31) + character.charCodeAt(0)) >>> 0;
  for (let left = content.bytes; left > 0; left -= PIECE) {
    const words = new Uint32Array(PIECE / 4);
    for (let index = 0; index < words.length; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      words[index] = state;
    }
    yield new Uint8Array(words.buffer).subarray(0, Math.min(left, PIECE));
  }
}
