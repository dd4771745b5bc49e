import { expect, it } from "vitest";
import { stampLines } from "./stampLines.ts";

const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
const time = "2026-01-02T03:04:05.006000000Z ";

it("puts a time before each line, and none in the middle of one", () => {
  const stamp = stampLines();
  const stamped = (text: string) => stamp({ stream: "stdout", at, bytes: Buffer.from(text) }).toString();
  expect(stamped("one\ntw")).toBe(`${time}one\n${time}tw`);
  expect(stamped("o\nthree\n")).toBe(`o\n${time}three\n`);
});

it("keeps the lines of the two streams apart", () => {
  const stamp = stampLines();
  stamp({ stream: "stdout", at, bytes: Buffer.from("half") });
  expect(stamp({ stream: "stderr", at, bytes: Buffer.from("x\n") }).toString()).toBe(`${time}x\n`);
});
