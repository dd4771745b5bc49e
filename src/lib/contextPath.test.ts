import { expect, test } from "vitest";
import { pathFault } from "./contextPath.ts";

test("rejects while typing what the server would reject with the build", () => {
  expect(pathFault("x".repeat(256))).toBe("The name is too long.");
  expect(pathFault(`${"a/".repeat(256)}b`)).toBe("There are too many folders in the path.");
  expect(pathFault("a/../b")).toBe("A path can't contain “..”.");
});

test("refuses an empty name and control characters, which are invisible", () => {
  expect(pathFault("")).toBe("Enter a name.");
  expect(pathFault("a\nb")).toBe("A name can't contain control characters.");
  expect(pathFault("a/b c")).toBeUndefined();
});
