import type { OutputChunk } from "./containers.ts";

const NEWLINE = 0x0a;

/**
 * Puts the time before each line, as `docker logs -t` does: `2026-11-26T06:56:42.287000000Z hi`. A line that comes in
 * parts has one time; those of the two streams are kept apart.
 */
export function stampLines(): (chunk: OutputChunk) => Buffer {
  const midLine = new Set<OutputChunk["stream"]>();
  return ({ stream, at, bytes }) => {
    const stamp = Buffer.from(`${new Date(at).toISOString().slice(0, -1)}000000Z `);
    const parts: Uint8Array[] = [];
    for (let start = 0; start < bytes.length; ) {
      if (!midLine.has(stream)) parts.push(stamp);
      const end = bytes.indexOf(NEWLINE, start);
      if (end === -1) midLine.add(stream);
      else midLine.delete(stream);
      const next = end === -1 ? bytes.length : end + 1;
      parts.push(bytes.subarray(start, next));
      start = next;
    }
    return Buffer.concat(parts);
  };
}
