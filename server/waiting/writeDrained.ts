import type { Writable } from "node:stream";

/**
 * Writes bytes, and waits while the stream has no room for more. What was closed or ended takes nothing, and nothing is waited
 * for: whoever reads has left, which is no fault.
 */
export async function writeDrained(stream: Writable, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
  if (bytes.length === 0 || stream.destroyed || stream.writableEnded) return;
  if (stream.write(bytes) || signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      stream.off("drain", end);
      stream.off("close", end);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    stream.on("drain", end);
    stream.on("close", end);
    signal?.addEventListener("abort", end);
  });
}
