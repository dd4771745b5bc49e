import { describe, expect, it } from "vitest";
import { DetachKeys, parseDetachKeys } from "./detachKeys.ts";

const typed = (keys: DetachKeys, text: string) => {
  const { pass, detach } = keys.take(Buffer.from(text, "latin1"));
  return { pass: pass.toString("latin1"), detach };
};

describe("detach keys", () => {
  it("are Ctrl-P Ctrl-Q unless the client says otherwise", () => {
    expect(parseDetachKeys(null)).toEqual(Buffer.from([16, 17]));
    expect(parseDetachKeys("ctrl-a,x")).toEqual(Buffer.from([1, 120]));
    expect(() => parseDetachKeys("ctrl-")).toThrow("Invalid detach keys provided");
  });

  it("detach, and are not passed on", () => {
    expect(typed(new DetachKeys(parseDetachKeys(null)), "ab\x10\x11cd")).toEqual({ pass: "ab", detach: true });
  });

  it("are passed on if only the first of them was typed", () => {
    const keys = new DetachKeys(parseDetachKeys(null));
    expect(typed(keys, "a\x10")).toEqual({ pass: "a", detach: false });
    expect(typed(keys, "b\x11")).toEqual({ pass: "\x10b\x11", detach: false });
  });

  it("are found if the first key is typed twice", () => {
    expect(typed(new DetachKeys(parseDetachKeys(null)), "\x10\x10\x11")).toEqual({ pass: "\x10", detach: true });
  });
});
