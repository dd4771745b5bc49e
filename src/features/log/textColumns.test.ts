import { describe, expect, it } from "vitest";
import { breaksOf, rowsOf } from "./textColumns.ts";

function wrapped(text: string, columns: number): string[] {
  const places = [0, ...breaksOf(text, columns), text.length];
  const rows = places.slice(1).map((end, index) => text.slice(places[index], end));
  expect(rowsOf(text, columns)).toBe(rows.length);
  return rows;
}

describe("a text in rows of some columns", () => {
  it("goes on in the next row when a row is full, and not before", () => {
    expect(wrapped("12345678", 4)).toEqual(["1234", "5678"]);
    expect(wrapped("123456789", 4)).toEqual(["1234", "5678", "9"]);
    expect(wrapped("a b  c", 2)).toEqual(["a ", "b ", " c"]);
    expect(wrapped("", 4)).toEqual([""]);
  });

  it("has tabs that end at a stop, and begins a row with one that does not fit", () => {
    expect(wrapped("ab\tc", 9)).toEqual(["ab\tc"]);
    expect(wrapped("ab\tcd", 9)).toEqual(["ab\tc", "d"]);
    expect(wrapped("12345678\tx", 12)).toEqual(["12345678", "\tx"]);
  });

  it("gives two columns to East Asian characters and emoji", () => {
    expect(wrapped("日本語", 5)).toEqual(["日本", "語"]);
    expect(wrapped("한글abc", 4)).toEqual(["한글", "abc"]);
    expect(wrapped("a𠮷b", 2)).toEqual(["a", "𠮷", "b"]);
    expect(wrapped("🚀🚀x", 4)).toEqual(["🚀🚀", "x"]);
    expect(wrapped("é—✓─⠋", 5)).toEqual(["é—✓─⠋"]);
  });

  it("never parts a character from what belongs to it", () => {
    expect(wrapped("ae\u0301e\u0301", 2)).toEqual(["ae\u0301", "e\u0301"]);
    expect(wrapped("👩‍💻👍🏽", 2)).toEqual(["👩‍💻", "👍🏽"]);
    expect(wrapped("🇩🇪🇫🇷", 2)).toEqual(["🇩🇪", "🇫🇷"]);
    expect(wrapped("❤️a", 2)).toEqual(["❤️", "a"]);
  });

  it("ends, however narrow it is", () => {
    expect(wrapped("日\tx", 1)).toEqual(["日", "\t", "x"]);
  });
});
