/**
 * Reads the first `length` bytes of a source, fewer if it has fewer, and continues with what `use` makes of them and of the
 * whole source. The source is closed at the end, however much of it was read.
 */
export async function* withStart(
  source: AsyncIterable<Uint8Array>,
  length: number,
  use: (start: Uint8Array, whole: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  try {
    let start: Uint8Array = Buffer.alloc(0);
    while (start.length < length) {
      const { value, done } = await pieces.next();
      if (done === true) break;
      start = Buffer.concat([start, value]);
    }
    yield* use(start, chained(start, pieces));
  } finally {
    // One that waits for bytes ends when they arrive; there is no need to wait for it.
    void pieces.return?.().catch(() => undefined);
  }
}

async function* chained(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (start.length > 0) yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
