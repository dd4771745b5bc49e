import { expect, it } from "vitest";
import { visibleText } from "./visibleText.ts";

it("a name that reverses its ending is shown with escapes", () => {
  expect(visibleText("photo\u202egnp.sh")).toBe("photo\\u202egnp.sh");
  expect(visibleText("\u2066a\u2069\u200f\u061c")).toBe("\\u2066a\\u2069\\u200f\\u061c");
});

it("letters of any script stay unchanged", () => {
  for (const text of ["שלום.txt", "مرحبا", "naïve 日本", "a\u200db"]) expect(visibleText(text)).toBe(text);
});
