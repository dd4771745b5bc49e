import { expect, it } from "vitest";
import { comparedIn, compareSearch } from "./compareAddress.ts";

it("leads back to the two that it was made of", () => {
  const sides = { a: `sha256:${"0".repeat(64)}`, b: "localhost:5000/team/app:1.2" };
  expect(compareSearch(sides)).toBe(`?compare=sha256:${"0".repeat(64)}...localhost:5000/team/app:1.2`);
  expect(comparedIn(compareSearch(sides))).toEqual(sides);
  const odd = { a: "a&b=c", b: "50%+#" };
  expect(comparedIn(compareSearch(odd))).toEqual(odd);
});

it("compares nothing if one of the two is missing", () => {
  for (const search of [
    "",
    "?theme=dark",
    "?compare=",
    "?compare=a",
    "?compare=a...",
    "?compare=...b",
    "?compare=a b...c",
  ])
    expect(comparedIn(search), search).toBeUndefined();
});
