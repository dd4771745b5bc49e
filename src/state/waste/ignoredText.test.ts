import { expect, it } from "vitest";
import { withIgnored } from "./ignoredText.ts";

it("adds paths below what is there already", () => {
  expect(withIgnored("", ["app/.git"])).toBe("app/.git\n");
  expect(withIgnored("node_modules", ["app/.git", "tests"])).toBe("node_modules\napp/.git\ntests\n");
});

it("adds nothing that is there already, unless something may let it in again", () => {
  expect(withIgnored("/app/.git/\n", ["app/.git"])).toBe("/app/.git/\n");
  expect(withIgnored("tests\n!tests/a\n", ["tests"])).toBe("tests\n!tests/a\ntests\n");
});
