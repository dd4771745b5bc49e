import { expect, test } from "vitest";
import { explainCheck } from "./explainCheck.ts";

test("a check is explained with why, examples and links to both of its names", () => {
  const text = explainCheck("MaintainerDeprecated", ["DL4000"]);
  expect(text).toContain("Labels say the same");
  expect(text).toContain("```dockerfile\nFROM busybox\nMAINTAINER ada@example.com\n```");
  expect(text).toMatch(/\[MaintainerDeprecated\]\(https:.*\) · \[DL4000\]\(https:.*\)$/);
});

test("a code of ShellCheck's that has no explanation here has its page", () => {
  expect(explainCheck("SC2086")).toContain("split at spaces");
  expect(explainCheck("SC1046", ["SC1073"])).toMatch(
    /found this in the script.*\n\n\[SC1046\]\(https:.*SC1046\) · \[SC1073\]\(https:.*\)$/,
  );
});

test("what is no check has no explanation", () => {
  expect(explainCheck("no-stage")).toBeUndefined();
});
