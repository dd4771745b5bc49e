type Bytes = Uint8Array<ArrayBuffer>;

/** Takes a stream of bytes apart into pieces of given lengths. */
export interface ByteReader {
  /** The next bytes as a blob, which browsers keep on disk if it is large. Throws if the stream ends before. */
  readonly take: (length: number) => Promise<Blob>;
  /** Undefined if the stream has ended. */
  readonly takeBytes: (length: number) => Promise<Bytes | undefined>;
  readonly cancel: () => Promise<void>;
}

export function readBytes(stream: ReadableStream<Bytes>): ByteReader {
  const reader = stream.getReader();
  let rest: Bytes = new Uint8Array();

  async function pieces(length: number): Promise<Bytes[]> {
    const taken: Bytes[] = [];
    for (let missing = length; missing > 0; ) {
      if (rest.length === 0) {
        const { done, value } = await reader.read();
        if (done) break;
        rest = value;
      }
      taken.push(rest.subarray(0, missing));
      missing -= Math.min(missing, rest.length);
      rest = rest.subarray(taken.at(-1)?.length ?? 0);
    }
    return taken;
  }

  return {
    take: async (length) => {
      const blob = new Blob(await pieces(length));
      if (blob.size < length) throw new TypeError("the stream ended early");
      return blob;
    },
    takeBytes: async (length) => {
      const taken = new Uint8Array(await new Blob(await pieces(length)).arrayBuffer());
      if (taken.length === 0 && length > 0) return undefined;
      if (taken.length < length) throw new TypeError("the stream ended early");
      return taken;
    },
    cancel: () => reader.cancel().catch(() => {}),
  };
}
