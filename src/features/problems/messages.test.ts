import { expect, test } from "vitest";
import type { HadolintEnd } from "#contract/diagnostic.ts";
import { hadolintWords } from "./hadolintWords.ts";

test("the words count what reaches the threshold", () => {
  const words = (threshold: HadolintEnd["threshold"], failing: number) =>
    hadolintWords({ threshold, failing, fails: failing > 0 });
  expect(words("warning", 0)).toBe("Nothing reaches its failure-threshold, warning.");
  expect(words("error", 1)).toBe("One finding reaches its failure-threshold, error.");
  expect(words("info", 3)).toBe("3 findings reach its failure-threshold, info.");
  expect(words("none", 2)).toBe("2 findings were found, and any finding counts (failure-threshold none).");
});
