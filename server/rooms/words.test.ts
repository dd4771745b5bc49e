import { describe, expect, it } from "vitest";
import { roomCodeSchema } from "#contract/room.ts";
import { isPhrase, newPhrase } from "./phrase.ts";
import { PLAIN_WORDS } from "./plainWords.ts";
import { newCode } from "./roomCode.ts";
import { addressKey, Tries } from "./tries.ts";

describe("codes and words", () => {
  it("a code is one that the contract accepts, however it is typed", () => {
    const code = newCode();
    expect(roomCodeSchema.parse(` ${code.toLowerCase().slice(0, 4)}-${code.slice(4)}`)).toBe(code);
  });

  it("a word is four of 256 plain words: 32 random bits", () => {
    expect(new Set(PLAIN_WORDS).size).toBe(256);
    expect(PLAIN_WORDS.every((word) => /^[a-z]{4,10}$/.test(word))).toBe(true);
    expect(newPhrase()).toMatch(/^[a-z]+(-[a-z]+){3}$/);
  });

  it("a word is recognized with other case, spaces, and commas, and nothing else is", () => {
    expect(isPhrase(" Maple, otter  canoe-LEMON ", "maple-otter-canoe-lemon")).toBe(true);
    expect(isPhrase("maple-otter-canoe", "maple-otter-canoe-lemon")).toBe(false);
    expect(isPhrase("", "")).toBe(true);
  });
});

describe("tries", () => {
  it("are limited in each window of time, for each key", () => {
    let now = 0;
    const tries = new Tries({ most: 2, windowMs: 60_000, now: () => now });
    tries.count("a");
    expect(tries.waitOf("a")).toBe(0);
    now = 10_000;
    tries.count("a");
    expect([tries.waitOf("a"), tries.waitOf("b")]).toEqual([50_000, 0]);
    now = 60_000;
    expect(tries.waitOf("a")).toBe(0);
    tries.count("a");
    expect(tries.waitOf("a")).toBe(0);
  });

  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
  ])("count %s as %s", (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
