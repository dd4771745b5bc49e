import { describe, expect, it } from "vitest";
import { DETACH_KEYS, KeySequence, readDetachKeys } from "./detachKeys.ts";

const typed = (keys: KeySequence, text: string) => {
  const { passed, isComplete } = keys.take(Buffer.from(text, "latin1"));
  return [Buffer.from(passed).toString("latin1"), isComplete];
};
const usual = () => new KeySequence(readDetachKeys(DETACH_KEYS) ?? []);

describe("detach keys", () => {
  it.each([
    ["ctrl-p,ctrl-q", [16, 17]],
    ["ctrl-a,x", [1, 120]],
    ["ctrl-@,ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_,DEL", [0, 27, 28, 29, 30, 31, 127]],
    ["ctrl-", undefined],
    ["Ctrl-p", undefined],
    ["ctrl-P", undefined],
    ["\u00e9", undefined],
    ["", undefined],
  ])("%s", (text, keys) => {
    expect(readDetachKeys(text)).toEqual(keys);
  });

  it("detach, and are not passed on", () => {
    expect(typed(usual(), "ab\x10\x11cd")).toEqual(["ab", true]);
  });

  it("are passed on if only the first of them was typed", () => {
    const keys = usual();
    expect(typed(keys, "a\x10")).toEqual(["a", false]);
    expect(typed(keys, "b\x11")).toEqual(["\x10b\x11", false]);
  });

  it("are found if the first key is typed twice", () => {
    expect(typed(usual(), "\x10\x10\x11")).toEqual(["\x10", true]);
  });
});
