import { expect, test } from "vitest";
import { splitBuildArguments } from "./buildArguments.ts";

test.each([
  ["|2 A=1 B=two words /bin/sh -c make x", ["A", "B"], "make x"],
  ["|1 A= /bin/sh -c make", ["A"], "make"],
  ["|1 A=b=c make it", ["A"], "make it"],
  ["|1 A=one B=two /bin/sh -c make", ["A"], "make"],
])("splits %j", (text, names, command) => {
  expect(splitBuildArguments(text)).toEqual({ names, command });
});

test.each(["make", "/bin/sh -c make", "| A=1", ""])("%j has no arguments", (text) => {
  expect(splitBuildArguments(text)).toBeUndefined();
});
