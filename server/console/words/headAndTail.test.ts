import { describe, expect, it } from "vitest";
import { parseFlags } from "../command/parseFlags.ts";
import { testTerminal } from "../command/testTerminal.ts";
import { ShellState } from "../shell/shellState.ts";
import { head } from "./head.ts";
import { HeldLines } from "./heldLines.ts";
import { tail } from "./tail.ts";
import type { Word } from "./word.ts";

/** The word with this as its stdin. */
async function run(word: Word, args: readonly string[], chunks: Iterable<string>) {
  const { context, out, err } = testTerminal();
  const stdin = {
    isTerminal: false,
    async *[Symbol.asyncIterator]() {
      for (const chunk of chunks) yield Buffer.from(chunk);
    },
  };
  const session = { shell: new ShellState(new Map()), history: { lines: [], clear: () => {} }, programs: new Map() };
  const parsed = parseFlags(word.flags, args);
  if (parsed.ok !== true) throw new Error("The flags are wrong.");
  const { values: flags, args: rest, given } = parsed;
  const io = { ...context.io, stdin };
  const code = await word.run({ flags, args: rest, given }, Object.assign(context, session, { io }));
  return { code, out: out(), err: err() };
}

function* endless(): Generator<string> {
  for (;;) yield "y\n".repeat(1000);
}

describe("head and tail", () => {
  it.each([
    [head, ["-n", "2"], "1\n2\n"],
    [head, ["-n", "-2"], "1\n2\n"],
    [head, ["-c", "3"], "1\n2"],
    [tail, ["-n", "2"], "3\n4\n"],
    [tail, ["-n", "+2"], "2\n3\n4\n"],
  ])("print a part of what they read (%#)", async (word, args, expected) => {
    expect(await run(word, args, ["1\n2\n", "3\n4\n"])).toEqual({ code: 0, out: expected, err: "" });
  });

  it("head ends with a fault if it would have to hold back an endless input", async () => {
    const { code, out, err } = await run(head, ["-n", "-999999999"], endless());
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("head: too much to hold back");
  });
});

describe("lines that are held back", () => {
  it("come in order, however they are taken", () => {
    const held = new HeldLines();
    for (let line = 0; line < 10; line++) held.push(`${line}`);
    expect([held.shift(), held.shift(), held.length]).toEqual(["0", "1", 8]);
    held.push("10");
    expect([...held].join()).toBe("2,3,4,5,6,7,8,9,10");
  });
});
