import { afterAll, describe, expect, test } from "vitest";
import { SHELL_CHECK_CODES } from "#dockerfile/checks/shellcheck/shellCheckCodes.ts";
import { checkShell } from "./checkShell.ts";
import { ShellCheckService } from "./shellCheckService.ts";

const service = new ShellCheckService({ patience: 60_000 });
afterAll(() => service.close());

const LEVELS = { error: "error", warning: "warning", info: "info", style: "hint" } as const;

describe.each(Object.entries(SHELL_CHECK_CODES))("%s", (code, { severity, why, bad, good }) => {
  test("is found in its bad example, not in its good one", async () => {
    const found = await checkShell(bad, service);
    expect(found).toContainEqual(expect.objectContaining({ code, severity: LEVELS[severity] }));
    expect((await checkShell(good, service)).map((each) => each.code)).not.toContain(code);
  });
  test("says in two sentences why it matters", () => {
    expect(why.match(/[.?:](\s|$)/g)?.length).toBeGreaterThanOrEqual(2);
  });
});
