import { expect, test } from "vitest";
import { createPlaceFinder } from "./scriptPlaces.ts";

function textAt(text: string, line: number, column: number, endLine: number, endColumn: number): string {
  const { from, to } = createPlaceFinder(text)({ line, column, endLine, endColumn });
  return text.slice(from, to);
}

test("lines and columns are counted from one, the end is not part of it", () => {
  expect(textAt("ab\ncd ef\n", 2, 4, 2, 6)).toBe("ef");
  expect(textAt("ab\ncd\nef", 1, 2, 3, 2)).toBe("b\ncd\ne");
});

test("a tab advances to the next multiple of eight", () => {
  expect(textAt("\ta\tb", 1, 9, 1, 10)).toBe("a");
  expect(textAt("\ta\tb", 1, 17, 1, 18)).toBe("b");
  expect(textAt("1234567\tb", 1, 9, 1, 10)).toBe("b");
  expect(textAt("12345678\tb", 1, 17, 1, 18)).toBe("b");
});

test("a character beyond the BMP is one column and two code units", () => {
  expect(textAt("🐳🐳 $a é$b", 1, 4, 1, 6)).toBe("$a");
  expect(textAt("🐳🐳 $a é$b", 1, 8, 1, 10)).toBe("$b");
  expect(textAt("\ud83d $a", 1, 3, 1, 5)).toBe("$a");
});

test("what lies beyond is at the end", () => {
  expect(createPlaceFinder("ab\n")({ line: 1, column: 9, endLine: 7, endColumn: 1 })).toEqual({ from: 2, to: 3 });
  expect(createPlaceFinder("ab")({ line: 0, column: 0, endLine: 1, endColumn: 0 })).toEqual({ from: 0, to: 0 });
});
