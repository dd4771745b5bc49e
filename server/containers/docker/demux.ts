import type { Readable, Writable } from "node:stream";
import { writeDrained } from "#server/waiting/writeDrained.ts";

const HEAD = 8;
const STDERR = 2;

/**
 * Takes the stream of a command without a terminal apart: each frame has the number of its stream and the length of its bytes,
 * which are passed on as they come, however long the frame is. Whoever reads one of the two slowly holds up both.
 */
export async function demux(source: Readable, stdout: Writable, stderr: Writable): Promise<void> {
  let head: Buffer = Buffer.alloc(0);
  let left = 0;
  let target = stdout;
  for await (const chunk of source) {
    let bytes: Buffer = chunk;
    while (bytes.length > 0) {
      if (left === 0) {
        const missing = HEAD - head.length;
        head = Buffer.concat([head, bytes.subarray(0, missing)]);
        bytes = bytes.subarray(missing);
        if (head.length < HEAD) break;
        target = head.readUInt8(0) === STDERR ? stderr : stdout;
        left = head.readUInt32BE(4);
        head = Buffer.alloc(0);
      }
      const piece = bytes.subarray(0, left);
      bytes = bytes.subarray(piece.length);
      left -= piece.length;
      await writeDrained(target, piece);
    }
  }
}

/** A terminal's stream has no frames. */
export async function copy(source: Readable, target: Writable): Promise<void> {
  for await (const chunk of source) await writeDrained(target, chunk);
}
