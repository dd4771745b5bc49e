import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SHELL_CHECK_CODES } from "#dockerfile/checks/shellcheck/shellCheckCodes.ts";
import { checkDocs } from "./checkDocs.ts";

test("docs/checks.md says what the checks are; npm run docs:checks writes it", async () => {
  const written = readFileSync(new URL("../docs/checks.md", import.meta.url), "utf8");
  expect(written === (await checkDocs())).toBe(true);
});

test("it has all 93 checks and the codes of ShellCheck's that are explained, and at least 40 have a fix", async () => {
  const text = await checkDocs();
  expect(text.match(/^### /gm)).toHaveLength(93 + Object.keys(SHELL_CHECK_CODES).length);
  expect(text.match(/^\| \[.*\| yes \|$/gm)?.length).toBeGreaterThanOrEqual(40);
});
