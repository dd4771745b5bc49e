import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { demux } from "./demux.ts";

function frame(stream: number, bytes: string, length = Buffer.byteLength(bytes)): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(stream, 0);
  head.writeUInt32BE(length, 4);
  return Buffer.concat([head, Buffer.from(bytes)]);
}

async function split(pieces: readonly Buffer[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const texts = Promise.all([text(stdout), text(stderr)]);
  await demux(Readable.from(pieces), stdout, stderr);
  stdout.end();
  stderr.end();
  return await texts;
}

test("frames are taken apart wherever the bytes are cut", async () => {
  const all = Buffer.concat([frame(1, "out\n"), frame(2, "err\n"), frame(1, ""), frame(1, "more\n")]);
  for (const size of [1, 3, 8, 11, 1000]) {
    const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
      all.subarray(at * size, at * size + size),
    );
    expect(await split(pieces)).toEqual(["out\nmore\n", "err\n"]);
  }
});

test("a frame that claims four gigabytes is passed on as it comes", async () => {
  expect(await split([frame(1, "little", 0xff_ff_ff_ff)])).toEqual(["little", ""]);
});
