import { expect, it } from "vitest";
import { hexRow } from "./hexRow.ts";

it("prints a row as hexdump -C does", () => {
  const bytes = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 255, 32, 65, 66, 67, 1, 2, 3, 4, 5, 6]);
  expect(hexRow(0x1f0, bytes, 16)).toEqual({
    offset: "000001f0",
    bytes: "7f 45 4c 46 00 ff 20 41  42 43 01 02 03 04 05 06",
    text: ".ELF.. ABC......",
  });
});

it("prints half a row where there is no room for a whole one", () => {
  expect(hexRow(8, Uint8Array.from([65, 66, 67, 1, 2, 3, 4, 5, 6]), 8)).toEqual({
    offset: "00000008",
    bytes: "41 42 43 01 02 03 04 05",
    text: "ABC.....",
  });
});

it("leaves room where the file has ended", () => {
  expect(hexRow(0, Uint8Array.of(65), 16)).toEqual({ offset: "00000000", bytes: `41${" ".repeat(46)}`, text: "A" });
});

it("has longer offsets in a huge file", () => {
  expect(hexRow(0x1_0000_0000, new Uint8Array(0), 16).offset).toBe("100000000");
});
