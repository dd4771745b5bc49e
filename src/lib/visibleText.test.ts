import { expect, it } from "vitest";
import { visibleText } from "./visibleText.ts";

it("a name that turns its ending around is shown as it is written", () => {
  expect(visibleText("photo\u202egnp.sh")).toBe("photo\\u202egnp.sh");
  expect(visibleText("\u2066a\u2069\u200f\u061c")).toBe("\\u2066a\\u2069\\u200f\\u061c");
});

it("letters of any script stay as they are", () => {
  for (const text of ["שלום.txt", "مرحبا", "naïve 日本", "a\u200db"]) expect(visibleText(text)).toBe(text);
});
