import { expect, test } from "vitest";
import { chunkRange, receivedRange, requestedRange } from "./byteRanges.ts";

test.each([
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=2-5", { start: 2, end: 5 }],
  ["bytes=2-", { start: 2, end: 9 }],
  ["bytes=2-99", { start: 2, end: 9 }],
  ["bytes=-3", { start: 7, end: 9 }],
  ["bytes=-99", { start: 0, end: 9 }],
  ["bytes=10-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
])("%s of ten bytes is %j", (header, range) => expect(requestedRange(header, 10)).toEqual(range));

test.each([undefined, "", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "bytes=a-b", "lines=0-1"])(
  "for the range %j, the whole body is sent",
  (header) => expect(requestedRange(header, 10)).toBeUndefined(),
);

test("no range of an empty body can be satisfied", () => {
  expect(requestedRange("bytes=0-", 0)).toBe("unsatisfiable");
  expect(requestedRange("bytes=-1", 0)).toBe("unsatisfiable");
});

test("a chunk's range has two numbers, in order, and no unit", () => {
  expect(chunkRange("0-1023")).toEqual({ start: 0, end: 1023 });
  for (const wrong of ["", "5-2", "bytes=0-1", "bytes 0-1/2", "0-", "-1", "0-1-2"]) {
    expect(chunkRange(wrong)).toBeUndefined();
  }
});

test("an upload reports its received range", () => {
  expect([receivedRange(0), receivedRange(1), receivedRange(1024)]).toEqual(["0-0", "0-0", "0-1023"]);
});
