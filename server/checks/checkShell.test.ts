import { afterAll, describe, expect, test } from "vitest";
import { checkShell } from "./checkShell.ts";
import { ShellCheckService } from "./shellCheckService.ts";

const service = new ShellCheckService();
afterAll(() => service.close());

describe("ShellCheck on a Dockerfile", () => {
  test("a finding in the middle of a RUN stands where it is", async () => {
    const text =
      "FROM debian:12\nRUN apt-get update \\\n    # the tools\n    && apt-get install $packages \\\n    && true\n";
    const found = await checkShell(text, service);
    expect(found).toContainEqual(
      expect.objectContaining({
        code: "SC2086",
        source: "shellcheck",
        severity: "info",
        range: { start: { line: 3, character: 23 }, end: { line: 3, character: 32 } },
      }),
    );
  });
});
