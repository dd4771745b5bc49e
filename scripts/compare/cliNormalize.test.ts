import { expect, it } from "vitest";
import { normalized } from "./cliNormalize.ts";

it.each([
  ["an ID", "3f5a1b2c4d5e\n", "<id>"],
  ["a digest", "Digest: sha256:3f5a1b2c4d5e3f5a1b2c4d5e\n", "Digest: <digest>"],
  ["a time", "Up 2 minutes (healthy)", "Up <time> (healthy)"],
  ["an age", "Exited (0) Less than a second ago", "Exited (0) <time>"],
  ["a date", "2026-01-02T03:04:05.678Z x", "<time> x"],
  ["a size", "virtual 1.99MB", "virtual <size>"],
  ["the width of a column", "NAME      ID   \n", "NAME  ID"],
])("takes away %s", (_, text, rest) => {
  expect(normalized(text)).toBe(rest);
});

it("keeps words, codes, and numbers that say something", () => {
  const text = "Exited (137)\ncafe deadbeefcafe 8000/tcp facade";
  expect(normalized(text)).toBe(text);
});

it("calls the same thing on both sides the same", () => {
  expect(normalized("localhost/c12-ours:1", { "c12-ours": "app" })).toBe("localhost/app:1");
});
