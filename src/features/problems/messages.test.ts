import { expect, test } from "vitest";
import type { HadolintEnd } from "#contract/diagnostic.ts";
import { hadolintReason } from "./messages.ts";

test("the reason counts the findings that reach hadolint's threshold", () => {
  const reason = (threshold: HadolintEnd["threshold"], failing: number) =>
    hadolintReason({ threshold, failing, fails: failing > 0 });
  expect(reason("warning", 0)).toBe("No findings at or above its failure-threshold (warning).");
  expect(reason("error", 1)).toBe("1 finding at or above its failure-threshold (error).");
  expect(reason("info", 3)).toBe("3 findings at or above its failure-threshold (info).");
  expect(reason("none", 2)).toBe("2 findings. Any finding counts (failure-threshold: none).");
  expect(reason("none", 0)).toBe("No findings.");
});
