import { expect, test } from "vitest";
import { type BufferedEvent, EventBuffer } from "./eventBuffer.ts";

test("events that could not be written are kept, readable, and written with the next", () => {
  const written: BufferedEvent[] = [];
  const errors: unknown[] = [];
  let full = true;
  const buffer = new EventBuffer({
    lastId: () => 0,
    write(events) {
      if (full) throw new Error("disk full");
      written.push(...events);
    },
    onError: (error) => errors.push(error),
  });
  buffer.add("b", '"one"');
  buffer.flush();
  expect(errors).toHaveLength(1);
  expect(buffer.unwritten("b", 0, 10)).toMatchObject([{ id: 1 }]);
  full = false;
  buffer.add("b", '"two"');
  buffer.flush();
  expect(written.map(({ id, json }) => [id, json])).toEqual([
    [1, '"one"'],
    [2, '"two"'],
  ]);
  expect(buffer.unwritten("b", 0, 10)).toEqual([]);
});
