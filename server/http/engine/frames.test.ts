import { expect, it } from "vitest";
import { frame, LineStamper } from "./frames.ts";

it("frames output with the number of its stream and its length", () => {
  expect(frame("stderr", Buffer.from("hi\n"))).toEqual(Buffer.from("\x02\0\0\0\0\0\0\x03hi\n", "latin1"));
});

it("puts a time before each line, and none in the middle of one", () => {
  const stamper = new LineStamper();
  const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
  const stamp = (text: string) => stamper.stamp({ stream: "stdout", at, bytes: Buffer.from(text) }).toString();
  const time = "2026-01-02T03:04:05.006000000Z ";
  expect(stamp("one\ntw")).toBe(`${time}one\n${time}tw`);
  expect(stamp("o\nthree\n")).toBe(`o\n${time}three\n`);
});

it("keeps the lines of the two streams apart", () => {
  const stamper = new LineStamper();
  stamper.stamp({ stream: "stdout", at: 0, bytes: Buffer.from("half") });
  expect(stamper.stamp({ stream: "stderr", at: 0, bytes: Buffer.from("x\n") }).toString()).toMatch(/^1970\S+ x\n$/);
});
