import fc from "fast-check";
import { expect, test } from "vitest";
import { nameFromBytes, nameToBytes } from "./fileName.ts";

test("any bytes are restored exactly, and different bytes are different names", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), fc.uint8Array({ maxLength: 12 }), (one, other) => {
      const names = [nameFromBytes(one), nameFromBytes(other)];
      expect(nameToBytes(names[0] ?? "")).toEqual(Buffer.from(one));
      expect(names[0] === names[1]).toBe(Buffer.from(one).equals(Buffer.from(other)));
    }),
  );
});

test("text is UTF-8, also with the replacement character", () => {
  for (const name of ["plain", "grün", "文件", "🙂", "a\ufffdb"]) {
    expect(nameFromBytes(Buffer.from(name))).toBe(name);
    expect(nameToBytes(name)).toEqual(Buffer.from(name));
  }
});

test("valid characters beside invalid bytes are readable", () => {
  expect(nameFromBytes(Buffer.from([0xc3, 0xbc, 0xff, 0x61]))).toBe("ü\udcffa");
});
