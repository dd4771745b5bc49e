import type { OutputChunk } from "#server/containers/containers.ts";

const STREAMS = { stdout: 1, stderr: 2 } as const;

export const RAW_STREAM = "application/vnd.docker.raw-stream";
export const MULTIPLEXED_STREAM = "application/vnd.docker.multiplexed-stream";

/** Engine API, "Stream format": a stream's number, three zeros, the length as 32 bits, and the bytes. */
export function frame(stream: OutputChunk["stream"], bytes: Uint8Array): Buffer {
  const framed = Buffer.alloc(8 + bytes.length);
  framed[0] = STREAMS[stream];
  framed.writeUInt32BE(bytes.length, 4);
  framed.set(bytes, 8);
  return framed;
}

/** Puts the time before each line of a stream, as `docker logs -t` does. */
export class LineStamper {
  readonly #midLine = new Set<OutputChunk["stream"]>();

  stamp({ stream, at, bytes }: OutputChunk): Buffer {
    const time = Buffer.from(`${nanoTime(at)} `);
    const pieces: Uint8Array[] = [];
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(10, from) + 1 || bytes.length;
      if (!this.#midLine.has(stream)) pieces.push(time);
      pieces.push(bytes.subarray(from, end));
      if (bytes[end - 1] === 10) this.#midLine.delete(stream);
      else this.#midLine.add(stream);
      from = end;
    }
    return Buffer.concat(pieces);
  }
}

/** A time in milliseconds as RFC 3339 with nanoseconds. */
function nanoTime(at: number): string {
  return new Date(at).toISOString().replace("Z", "000000Z");
}
