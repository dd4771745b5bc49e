import { expect, it } from "vitest";
import { frame } from "./frames.ts";

it("frames output with the number of its stream and its length", () => {
  expect(frame("stderr", Buffer.from("hi\n"))).toEqual(Buffer.from("\x02\0\0\0\0\0\0\x03hi\n", "latin1"));
});
