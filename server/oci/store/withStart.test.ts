import { expect, it } from "vitest";
import { withStart } from "./withStart.ts";

/** Pieces, and whether their source was closed. */
function pieces(...texts: string[]) {
  const state = { closed: false };
  async function* source() {
    try {
      for (const text of texts) yield Buffer.from(text);
    } finally {
      state.closed = true;
    }
  }
  return { state, source: source() };
}

it("gives the first bytes and the whole source", async () => {
  const { source, state } = pieces("a", "bc", "d");
  const read: string[] = [];
  const all = withStart(source, 2, (start, whole) => {
    read.push(`${start}`);
    return whole;
  });
  for await (const piece of all) read.push(`${piece}`);
  expect(read).toEqual(["abc", "abc", "d"]);
  expect(state.closed).toBe(true);
});

it("closes the source of which only the start was read, or that is refused by it", async () => {
  const left = pieces("abc", "d");
  for await (const piece of withStart(left.source, 2, (_, whole) => whole)) {
    expect(`${piece}`).toBe("abc");
    break;
  }
  const refused = pieces("abc", "d");
  const refusing = withStart(refused.source, 2, () => {
    throw new Error("not this");
  });
  await expect(refusing.next()).rejects.toThrow("not this");
  expect([left.state.closed, refused.state.closed]).toEqual([true, true]);
});
