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
