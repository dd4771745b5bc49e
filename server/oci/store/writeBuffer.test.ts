import { expect, it } from "vitest";
import { WriteBuffer } from "./writeBuffer.ts";

it("writes in order what came in pieces, and nothing of who had the buffer before", () => {
  const written: Buffer[] = [];
  const first = new WriteBuffer(() => undefined);
  first.write(Buffer.from("secret"));
  first.release();
  const second = new WriteBuffer((bytes) => written.push(Buffer.from(bytes)));
  const pieces = ["a", "b".repeat(300_000), "c", "d".repeat(200_000), "e".repeat(100_000)].map((text) =>
    Buffer.from(text),
  );
  for (const piece of pieces) second.write(piece);
  second.flush();
  second.release();
  expect(Buffer.concat(written).equals(Buffer.concat(pieces))).toBe(true);
});
