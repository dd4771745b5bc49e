import { expect, test } from "vitest";
import { explainCheck } from "./explainCheck.ts";

test("a check is explained with why, examples and links to both of its names", () => {
  const text = explainCheck("MaintainerDeprecated", ["DL4000"]);
  expect(text).toContain("Labels say the same");
  expect(text).toContain("```dockerfile\nFROM busybox\nMAINTAINER ada@example.com\n```");
  expect(text).toMatch(/\[MaintainerDeprecated\]\(https:.*\) · \[DL4000\]\(https:.*\)$/);
});

test("what is no check has no explanation", () => {
  expect(explainCheck("no-stage")).toBeUndefined();
});
