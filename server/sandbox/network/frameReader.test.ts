import fc from "fast-check";
import { expect, it } from "vitest";
import { maxFrameBytes } from "./addresses.ts";
import { FrameError, FrameReader } from "./frameReader.ts";

function framed(frames: Uint8Array[]): Buffer {
  return Buffer.concat(
    frames.flatMap((frame) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(frame.length);
      return [length, frame];
    }),
  );
}

it("finds the same frames however the stream is split", () => {
  const frames = fc.array(fc.uint8Array({ minLength: 14, maxLength: 60 }), { maxLength: 8 });
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (sent, cuts) => {
      const got: string[] = [];
      const reader = new FrameReader((frame) => got.push(frame.toString("hex")));
      const stream = framed(sent);
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const bytes = cuts[turn % cuts.length] ?? 1;
        reader.push(stream.subarray(at, at + bytes));
        at += bytes;
      }
      expect(got).toEqual(sent.map((frame) => Buffer.from(frame).toString("hex")));
    }),
  );
});

it.each([0, 13, maxFrameBytes + 1, 0xffffffff])("rejects a frame of %d bytes", (length) => {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(length);
  expect(() => new FrameReader(() => {}).push(prefix)).toThrow(FrameError);
});
