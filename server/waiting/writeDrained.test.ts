import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { writeDrained } from "./writeDrained.ts";

const PIECE = Buffer.alloc(64 * 1024);

it("waits until there is room, and leaves no listener behind, however often it waits", async () => {
  const stream = new PassThrough();
  const before = stream.listenerCount("close");
  let read = 0;
  for (let count = 1; count <= 20; count += 1) {
    const written = writeDrained(stream, PIECE);
    expect(stream.writableNeedDrain).toBe(true);
    read += stream.read().length;
    await written;
    expect(stream.listenerCount("drain") + stream.listenerCount("close")).toBe(before);
  }
  expect(read).toBe(20 * PIECE.length);
});

it("ends when the reader leaves or the signal aborts, and writes nothing to what is closed", async () => {
  const left = new PassThrough();
  const waiting = writeDrained(left, PIECE);
  left.destroy();
  await waiting;
  await writeDrained(left, PIECE);
  const stop = new AbortController();
  const slow = new PassThrough();
  const stopped = writeDrained(slow, PIECE, stop.signal);
  stop.abort();
  await stopped;
  expect(slow.listenerCount("drain")).toBe(0);
});
