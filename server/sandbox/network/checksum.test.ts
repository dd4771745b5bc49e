import fc from "fast-check";
import { expect, it } from "vitest";
import { checksum } from "./checksum.ts";

/** RFC 1071 §1, word by word. */
function slowChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

it("is RFC 1071's example", () => {
  expect(checksum(Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7))).toBe(~0xddf2 & 0xffff);
});

it("matches the definition for any bytes at any alignment", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(3), (bytes, shift) => {
      const shifted = new Uint8Array(bytes.length + shift);
      shifted.set(bytes, shift);
      expect(checksum(shifted, shift)).toBe(slowChecksum(bytes));
    }),
  );
});

it("does not overflow on the largest packet", () => {
  const bytes = new Uint8Array(65535).fill(255);
  expect(checksum(bytes)).toBe(slowChecksum(bytes));
});
